package io.poolwright.integration.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Half a minute of everything at once; {@link ChaosSoakIT} takes longer. */
class ChaosShortIT {
  @Test
  void nothingIsLostDoubledOrLeftBehind() throws IOException, InterruptedException {
    var trial =
        new Trial(
            "short",
            System.currentTimeMillis() % 1_000_000,
            24,
            2,
            Duration.ofSeconds(25),
            Duration.ofMinutes(4));
    assertThat(new Chaos(trial.asTold()).run()).isEmpty();
  }
}
