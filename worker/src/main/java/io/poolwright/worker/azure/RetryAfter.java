package io.poolwright.worker.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** How long Azure asks to wait: {@code x-ms-retry-after-ms}, or {@code Retry-After} of RFC 9110. */
public final class RetryAfter {
  private static final HttpHeaderName MILLIS = HttpHeaderName.fromString("x-ms-retry-after-ms");

  private RetryAfter() {}

  /**
   * Reads the headers; what cannot be read counts as absent, a date that has passed as zero.
   *
   * @param now what a date in {@code Retry-After} is compared with
   * @return null if the headers ask for nothing
   */
  public static @Nullable Duration in(HttpHeaders headers, Instant now) {
    Duration millis = number(headers.getValue(MILLIS), Duration::ofMillis);
    if (millis != null) {
      return millis;
    }
    String value = headers.getValue(HttpHeaderName.RETRY_AFTER);
    Duration seconds = number(value, Duration::ofSeconds);
    return seconds != null ? seconds : untilDate(value, now);
  }

  private static @Nullable Duration number(@Nullable String text, LongFunction<Duration> unit) {
    return text == null || !text.matches("\\d{1,9}") ? null : unit.apply(Long.parseLong(text));
  }

  private static @Nullable Duration untilDate(@Nullable String text, Instant now) {
    if (text == null) {
      return null;
    }
    try {
      var date = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(now, date.toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
