package io.poolwright.integration.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two minutes of everything at once; only with the profile {@code soak}. */
class ChaosSoakIT {
  @Test
  @Tag("soak")
  void nothingIsLostDoubledOrLeftBehind() throws IOException, InterruptedException {
    var trial =
        new Trial(
            "soak",
            System.currentTimeMillis() % 1_000_000,
            200,
            3,
            Duration.ofMinutes(2),
            Duration.ofMinutes(15));
    assertThat(new Chaos(trial.asTold()).run()).isEmpty();
  }
}
