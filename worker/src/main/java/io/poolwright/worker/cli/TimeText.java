package io.poolwright.worker.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and spans in words, as exact as anybody wants to know. */
final class TimeText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private TimeText() {}

  /** {@code 2026-11-25 22:47:17 UTC}. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  /** {@code 12.3 s}, {@code 4 min 05 s}, {@code 3 h 05 min} or {@code 2 d 03 h}. */
  static String span(Duration span) {
    Duration positive = span.isNegative() ? Duration.ZERO : span;
    if (positive.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1f s", Math.floor(positive.toMillis() / 100.0) / 10);
    }
    if (positive.toHours() < 1) {
      return "%d min %02d s".formatted(positive.toMinutes(), positive.toSecondsPart());
    }
    return positive.toDays() < 1
        ? "%d h %02d min".formatted(positive.toHours(), positive.toMinutesPart())
        : "%d d %02d h".formatted(positive.toDays(), positive.toHoursPart());
  }

  /** {@code 12 s}, {@code 4 min}, {@code 3 h} or {@code 2 d}: for what is not over. */
  static String about(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (span.toMinutes() < 120) {
      return span.toMinutes() + " min";
    }
    return span.toHours() < 48 ? span.toHours() + " h" : span.toDays() + " d";
  }
}
