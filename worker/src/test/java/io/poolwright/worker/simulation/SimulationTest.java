package io.poolwright.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {
  private static Outcome wild(long seed) {
    return new Universe(Universe.Setting.of(seed, Wiring.PRODUCTION, false)).run();
  }

  private static Outcome calm(long seed) {
    var chance = new Chance(seed);
    var story = RandomStory.of(chance, Weather.calm());
    return new Universe(
            new Universe.Setting(
                chance, 2, Weather.calm(), story, Incident.none(), Wiring.PRODUCTION, false))
        .run();
  }

  @Test
  void theSameSeedReplaysIdentically() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(wild(seed).trace().hash())
          .as("seed %s", seed)
          .isEqualTo(wild(seed).trace().hash());
    }
    assertThat(wild(1).trace().hash()).isNotEqualTo(wild(2).trace().hash());
  }

  @Test
  void inCalmWeatherEveryInvariantHolds() {
    for (long seed = 0; seed < 100; seed++) {
      assertThat(calm(seed).violations()).as("seed %s", seed).isEmpty();
    }
  }
}
