package io.poolwright.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lives one seed again, and shows it if somebody asks for one. */
class ReplayTest {
  private static final String ASKED_FOR = System.getProperty("seed");
  private static final long SEED = Long.parseLong(ASKED_FOR == null ? "1" : ASKED_FOR);
  private static final String MUTANT = System.getProperty("mutant");

  @Test
  void aSeedCanBeReadLineByLine() {
    Outcome outcome = new Universe(setting()).run();
    if (ASKED_FOR != null) {
      outcome.trace().lines().forEach(System.out::println);
      System.out.printf("%nseed %d, trace %016x%n", SEED, outcome.trace().hash());
      outcome.violations().forEach(System.out::println);
    }
    assertThat(outcome.trace().lines()).isNotEmpty();
    assertThat(outcome.violations()).isEmpty();
  }

  private static Universe.Setting setting() {
    return MUTANT == null
        ? Universe.Setting.of(SEED, Wiring.PRODUCTION, true)
        : Mutant.valueOf(MUTANT).setting(SEED, true);
  }
}
