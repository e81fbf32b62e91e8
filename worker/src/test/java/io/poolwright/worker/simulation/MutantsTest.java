package io.poolwright.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A simulation that finds nothing shows nothing: each of these mistakes must be found, at the seed
 * that is noted with it, or at another one of the first 10,000, which is then searched for.
 */
class MutantsTest {
  private static final long SEEDS = 10_000;

  @ParameterizedTest
  @EnumSource
  void isCaught(Mutant mutant) {
    Optional<Seeds.Failing> caught = caughtFrom(mutant, mutant.caughtAt(), mutant.caughtAt());
    if (caught.isEmpty()) {
      System.out.printf("mutant %s is not caught at seed %d any more%n", mutant, mutant.caughtAt());
      caught = caughtFrom(mutant, 1, SEEDS);
    }
    assertThat(caught).as("seeds that catch %s", mutant).isPresent();
    System.out.printf(
        "mutant %s caught at seed %d by %s%n", mutant, caught.get().seed(), caught.get().first());
  }

  /** A universe that breaks a worker without the mistake too says nothing about the mistake. */
  private static Optional<Seeds.Failing> caughtFrom(Mutant mutant, long first, long last) {
    long next = first;
    while (next <= last) {
      List<Seeds.Failing> failing =
          Seeds.untilOneFails(next, last, seed -> mutant.setting(seed, false)).failing();
      if (failing.isEmpty()) {
        return Optional.empty();
      }
      if (!breaksTheSound(mutant, failing.get(0).seed())) {
        return Optional.of(failing.get(0));
      }
      next = failing.get(0).seed() + 1;
    }
    return Optional.empty();
  }

  private static boolean breaksTheSound(Mutant mutant, long seed) {
    List<String> violations = new Universe(mutant.unmistaken(seed)).run().violations();
    violations.forEach(v -> System.out.printf("seed %d of %s, sound: %s%n", seed, mutant, v));
    return !violations.isEmpty();
  }
}
