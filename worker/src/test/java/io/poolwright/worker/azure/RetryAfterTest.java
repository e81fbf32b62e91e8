package io.poolwright.worker.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void secondsAndDatesAndMillisecondsAreUnderstood() {
    assertThat(read("Retry-After", "17")).isEqualTo(Duration.ofSeconds(17));
    assertThat(read("Retry-After", "Tue, 24 Nov 2026 10:00:30 GMT"))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(read("x-ms-retry-after-ms", "250")).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void aDateThatHasPassedAsksForNoWait() {
    assertThat(read("Retry-After", "Tue, 24 Nov 2026 09:00:00 GMT")).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatCannotBeReadCountsAsAbsent() {
    for (String odd : new String[] {"", "soon", "-1", "1e9", "99999999999999999999"}) {
      assertThat(read("Retry-After", odd)).as(odd).isNull();
    }
    assertThat(RetryAfter.in(new HttpHeaders(), NOW)).isNull();
  }

  private static @Nullable Duration read(String name, String value) {
    return RetryAfter.in(new HttpHeaders().set(HttpHeaderName.fromString(name), value), NOW);
  }
}
