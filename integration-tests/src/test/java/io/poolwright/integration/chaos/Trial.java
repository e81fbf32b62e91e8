package io.poolwright.integration.chaos;

import java.time.Duration;
import java.util.Random;

/**
 * One run: how much of what, for how long.
 *
 * @param seed of every choice; how the processes interleave is the machine's
 * @param storm how long things go wrong
 * @param patience how long the jobs may take after that
 */
record Trial(String name, long seed, int jobs, int workers, Duration storm, Duration patience) {

  /** The same, with the numbers of the system properties {@code chaos.seed}, {@code .jobs}… */
  Trial asTold() {
    return new Trial(
        name,
        Long.getLong("chaos.seed", seed),
        Integer.getInteger("chaos.jobs", jobs),
        Integer.getInteger("chaos.workers", workers),
        Duration.ofSeconds(Long.getLong("chaos.seconds", storm.toSeconds())),
        patience);
  }

  /** Each who chooses has chances of its own, so that none depends on another's pace. */
  Random chances(Object chooser) {
    return new Random(seed * 31 + chooser.getClass().getSimpleName().hashCode());
  }

  /** A time between two others. */
  static Duration between(Random chances, Duration least, Duration most) {
    return Duration.ofMillis(chances.nextLong(least.toMillis(), most.toMillis()));
  }
}
