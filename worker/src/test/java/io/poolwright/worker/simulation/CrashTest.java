package io.poolwright.worker.simulation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker is gone before and after every single call of a job's life, and nothing is lost. */
class CrashTest {
  @ParameterizedTest(name = "{0}, {1} workers")
  @MethodSource("io.poolwright.worker.simulation.Fate#all")
  void aCrashBeforeOrAfterAnyCallChangesNothing(Fate fate, int workers) {
    int crashes = fate.survivesEverywhere(workers, Incident::crash);
    System.out.printf("%,5d crashes of %d workers while a job %s%n", crashes, workers, fate);
  }
}
