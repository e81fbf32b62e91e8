package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "90s, 2026-11-25T11:58:30Z",
    "30m, 2026-11-25T11:30:00Z",
    "2h, 2026-11-25T10:00:00Z",
    "7d, 2026-11-18T12:00:00Z",
    "PT2H, 2026-11-25T10:00:00Z",
    "2026-11-24, 2026-11-24T00:00:00Z",
    "2026-11-24T10:00:00+02:00, 2026-11-24T08:00:00Z"
  })
  void aTimeIsReadAsItIsTyped(String text, Instant time) {
    assertThat(Since.read(text, NOW)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2w", "-1h", "PT", "2026-13-01", "Then"})
  void anythingElseIsAnsweredWithWhatItTakes(String text) {
    assertThatThrownBy(() -> Since.read(text, NOW))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("7d");
  }
}
