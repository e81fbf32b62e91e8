package io.poolwright.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that finds nothing shows nothing: each of these mistakes must be found. */
class MutantsTest {
  private static final long SEEDS = 10_000;

  @ParameterizedTest
  @EnumSource
  void isCaught(Mutant mutant) {
    Seeds.Result result = Seeds.untilOneFails(SEEDS, seed -> mutant.setting(seed, false));
    assertThat(result.failing()).as("seeds that catch %s", mutant).isNotEmpty();
    Seeds.Failing caught = result.failing().get(0);
    System.out.printf("mutant %s caught at seed %d by %s%n", mutant, caught.seed(), caught.first());
  }
}
