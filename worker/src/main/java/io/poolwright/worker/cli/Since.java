package io.poolwright.worker.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as people type it: how long ago, a day, or a moment. */
final class Since {
  static final String FORM = "30m, 2h, 7d, 2026-11-25 or 2026-11-25T10:00:00Z";

  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private Since() {}

  /**
   * Reads it.
   *
   * @param text of {@link #FORM}, or an ISO 8601 span
   * @throws CommandFailed if it is of none of these forms
   */
  static Instant read(String text, Instant now) {
    return read("--since", text, now);
  }

  /** As {@link #read(String, Instant)}, for another option. */
  static Instant read(String option, String text, Instant now) {
    try {
      Matcher ago = AGO.matcher(text.toLowerCase(Locale.ROOT));
      if (ago.matches()) {
        return now.minus(span(Long.parseLong(ago.group(1)), ago.group(2)));
      }
      if (text.startsWith("P")) {
        return now.minus(Duration.parse(text));
      }
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw CommandFailed.wrong(option + " takes " + FORM + ".");
    }
  }

  private static Duration span(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
