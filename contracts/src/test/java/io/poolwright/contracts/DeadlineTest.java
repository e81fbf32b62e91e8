package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  private static final Instant ACCEPTED = Instant.parse("2026-12-01T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT6H, 2026-12-01T14:00:00Z",
    "P1DT30M, 2026-12-02T08:30:00Z",
    "2026-12-24T18:00:00Z, 2026-12-24T18:00:00Z",
    "2026-12-24T18:00:00+02:00, 2026-12-24T16:00:00Z",
  })
  void meansAPointInTime(String text, Instant due) {
    assertThat(Deadline.parse(text).from(ACCEPTED)).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT6H", "2026-12-24T18:00:00Z"})
  void isWrittenAsItIsRead(String text) throws Exception {
    String json = Documents.MAPPER.writeValueAsString(Deadline.parse(text));

    assertThat(json).isEqualTo("\"" + text + "\"");
    assertThat(Documents.MAPPER.readValue(json, Deadline.class)).isEqualTo(Deadline.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "PT0S", "PT-6H", "-PT6H", "P1M", "6 hours", "2026-12-24"})
  void isRefused(String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Deadline.parse(text));
  }

  @Test
  void aLeapDayIsADay() {
    assertThat(Documents.decode(Documents.withText("/deadline", "2028-02-29T00:00:00.5Z")))
        .isInstanceOf(Decoded.Valid.class);
  }
}
