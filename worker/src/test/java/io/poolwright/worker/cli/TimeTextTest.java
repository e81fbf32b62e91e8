package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "PT-3S, 0.0 s, 0 s",
    "PT12.349S, 12.3 s, 12 s",
    "PT59.99S, 59.9 s, 59 s",
    "PT4M5S, 4 min 05 s, 4 min",
    "PT3H5M, 3 h 05 min, 3 h",
    "PT51H, 2 d 03 h, 2 d"
  })
  void aSpanIsAsExactAsAnybodyWantsToKnow(Duration span, String exact, String about) {
    assertThat(TimeText.span(span)).isEqualTo(exact);
    assertThat(TimeText.about(span)).isEqualTo(about);
  }
}
