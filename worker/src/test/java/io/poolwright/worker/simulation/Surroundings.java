package io.poolwright.worker.simulation;

import java.time.Instant;

/** What everything in one universe shares. */
record Surroundings(
    Fibers fibers, Chance chance, Weather weather, Incident incident, Trace trace, Tally tally) {
  long now() {
    return fibers.now();
  }

  /** The time as services tell it in their answers. */
  Instant date() {
    return SimClock.BEGINNING.plusSeconds(now() / 1000);
  }

  /** How many milliseconds something takes in the cloud, where it takes as many at least. */
  int lasting(int least, int most) {
    return chance.between(least, weather.isBrisk() ? 2 * least : most);
  }

  /** Decides whether a fault happens here and now, and counts it. */
  boolean happens(Fault kind) {
    boolean happens = chance.of(weather.rate(kind, now()));
    if (happens) {
      tally.count(kind);
    }
    return happens;
  }
}
