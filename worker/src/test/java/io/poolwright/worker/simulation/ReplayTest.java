package io.poolwright.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lives one seed again, and shows it if somebody asks for one. */
class ReplayTest {
  private static final String ASKED_FOR = System.getProperty("seed");
  private static final long SEED = Long.parseLong(ASKED_FOR == null ? "1" : ASKED_FOR);
  private static final String MUTANT = System.getProperty("mutant");
  private static final String FAMILY = System.getProperty("family", "wild");

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
    if (MUTANT != null) {
      return Mutant.valueOf(MUTANT).setting(SEED, true);
    }
    return switch (FAMILY) {
      case "twins" -> Twins.of(SEED, Wiring.PRODUCTION, true);
      case "corrections" -> Twins.ofCorrections(SEED, Wiring.PRODUCTION, true);
      case "wild" -> Universe.Setting.of(SEED, Wiring.PRODUCTION, true);
      default -> throw new IllegalArgumentException("no family of universes: " + FAMILY);
    };
  }
}
