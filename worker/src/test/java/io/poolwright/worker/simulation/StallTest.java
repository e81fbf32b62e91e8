package io.poolwright.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thread stands still before and after every single call of a job's life, until another one has
 * gone on with the job; then it goes on too, and nothing is lost or doubled.
 */
class StallTest {
  private static final long TWINS = 2_000;

  @ParameterizedTest(name = "{0}, {1} workers")
  @MethodSource("io.poolwright.worker.simulation.Fate#all")
  void aStallBeyondTheLockChangesNothing(Fate fate, int workers) {
    int stalls = fate.survivesEverywhere(workers, point -> Incident.stall(point, 1));
    System.out.printf("%,5d stalls of %d workers while a job %s%n", stalls, workers, fate);
  }

  @Test
  void aStallChangesNothingWhereWakeupsAreReplayedMeanwhile() {
    assertThat(Seeds.run(TWINS, seed -> Twins.of(seed, Wiring.PRODUCTION, false)).failing())
        .as("seeds of -Dfamily=twins")
        .isEmpty();
  }

  @Test
  void aStallChangesNothingWhereTheBrokerForgetsItsLocksMeanwhile() {
    assertThat(
            Seeds.run(TWINS, seed -> Twins.ofCorrections(seed, Wiring.PRODUCTION, false)).failing())
        .as("seeds of -Dfamily=corrections")
        .isEmpty();
  }
}
