package io.poolwright.worker.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which faults a universe has and how often, until they stop. Each universe has some kinds only: a
 * fault among too many others is hidden by them.
 */
final class Weather {
  /** A dependency that answers nothing but errors, from one time to another. */
  record Storm(Port port, long from, long until, Fault kind) {}

  private static final List<Fault> STORMS =
      List.of(Fault.THROTTLED, Fault.THROTTLED_BLINDLY, Fault.SERVER_ERROR, Fault.UNAUTHORIZED);

  /** A rare fault that shall surely be there is there so many times as often. */
  private static final double HARSH = 3;

  private final Map<Fault, Double> rates;
  private final Set<Fault> surely;
  private final List<Storm> storms;
  private final long clearsUpAt;
  private final boolean brisk;

  private Weather(
      Map<Fault, Double> rates,
      Set<Fault> surely,
      List<Storm> storms,
      long clearsUpAt,
      boolean brisk) {
    this.rates = rates;
    this.surely = surely;
    this.storms = storms;
    this.clearsUpAt = clearsUpAt;
    this.brisk = brisk;
  }

  static Weather calm() {
    return new Weather(Map.of(), Set.of(), List.of(), 0, false);
  }

  /** Services that are done in seconds, and these faults only. */
  static Weather brisk(Map<Fault, Double> rates, long clearsUpAt) {
    return new Weather(rates, rates.keySet(), List.of(), clearsUpAt, true);
  }

  /** Some kinds by chance, and those that shall surely be there. */
  static Weather wild(Chance chance, Set<Fault> surely) {
    Set<Fault> kinds = EnumSet.noneOf(Fault.class);
    for (Fault kind : Fault.values()) {
      if (chance.of(0.4) || surely.contains(kind)) {
        kinds.add(kind);
      }
    }
    long clearsUpAt = chance.between(600_000, 2_400_000);
    var rates = new EnumMap<Fault, Double>(Fault.class);
    kinds.forEach(kind -> rates.put(kind, rate(kind, chance)));
    surely.forEach(kind -> rates.computeIfPresent(kind, (same, rate) -> harsher(rate)));
    var storms = new ArrayList<Storm>();
    for (Port port : Port.values()) {
      if (kinds.contains(Fault.STORM) && chance.of(0.5)) {
        storms.add(storm(port, clearsUpAt, chance));
      }
    }
    return new Weather(rates, surely, storms, clearsUpAt, false);
  }

  /** What happens to every other thing already would leave nothing sound. */
  private static double harsher(double rate) {
    return rate > 0.1 ? rate : HARSH * rate;
  }

  private static double rate(Fault kind, Chance chance) {
    double most =
        switch (kind) {
          case STALL -> 0.02;
          case CRASH -> 0.01;
          case UNAUTHORIZED -> 0.003;
          case NO_QUOTA, RESIZE_FAILURE -> 0.5;
          case NOT_VISIBLE_YET, VERSION_FAILURE -> 0.3;
          case SOURCE_CHANGE, SOURCE_DELETION, STAGED_BLOB_GONE -> 0.3;
          case CLOCK_JUMP, BROKER_RESTART, STORM -> 1;
          case FORGED_WAKEUP, REPLAYED_WAKEUP, REDRIVE, POISON -> 1;
          default -> 0.05;
        };
    return most * (0.2 + 0.8 * chance.fraction());
  }

  /** The deliveries of a request must outlast a storm of what every delivery needs. */
  private static Storm storm(Port port, long clearsUpAt, Chance chance) {
    int longest = port == Port.BUS || port == Port.STORE ? 60_000 : 600_000;
    long from = chance.between(0, (int) clearsUpAt);
    Fault kind = chance.oneOf(STORMS);
    return new Storm(port, from, from + chance.between(10_000, longest), kind);
  }

  boolean has(Fault kind) {
    return rates.containsKey(kind);
  }

  /** Whether this was wanted, and not left to chance. */
  boolean surelyHas(Fault kind) {
    return surely.contains(kind);
  }

  /** How often this happens at this time: per call, or per thing that it can happen to. */
  double rate(Fault kind, long now) {
    return now >= clearsUpAt ? 0 : rates.getOrDefault(kind, 0.0);
  }

  /** What this dependency answers to everything, if it is in a storm. */
  @Nullable Fault storm(Port port, long now) {
    for (Storm storm : storms) {
      if (storm.port == port && storm.from <= now && now < Math.min(storm.until, clearsUpAt)) {
        return storm.kind;
      }
    }
    return null;
  }

  /** Whether what takes services minutes elsewhere takes them seconds here. */
  boolean isBrisk() {
    return brisk;
  }

  /** From then on nothing goes wrong any more; virtual milliseconds. */
  long clearsUpAt() {
    return clearsUpAt;
  }
}
