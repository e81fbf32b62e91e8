package io.poolwright.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that finds nothing shows nothing: each of these mistakes must be found. */
class MutantsTest {
  private static final long SEEDS = 10_000;

  @ParameterizedTest
  @EnumSource
  void isCaught(Mutant mutant) {
    Seeds.Failing caught = null;
    for (long first = 1; caught == null; ) {
      Seeds.Result result = Seeds.untilOneFails(first, SEEDS, seed -> mutant.setting(seed, false));
      assertThat(result.failing()).as("seeds that catch %s", mutant).isNotEmpty();
      Seeds.Failing found = result.failing().get(0);
      first = found.seed() + 1;
      caught = breaksTheSound(mutant, found.seed()) ? null : found;
    }
    System.out.printf("mutant %s caught at seed %d by %s%n", mutant, caught.seed(), caught.first());
  }

  /** A universe that breaks a worker without the mistake too says nothing about the mistake. */
  private static boolean breaksTheSound(Mutant mutant, long seed) {
    List<String> violations = new Universe(mutant.unmistaken(seed)).run().violations();
    violations.forEach(v -> System.out.printf("seed %d of %s, sound: %s%n", seed, mutant, v));
    return !violations.isEmpty();
  }
}
