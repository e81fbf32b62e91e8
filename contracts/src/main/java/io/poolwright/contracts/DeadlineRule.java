package io.poolwright.contracts;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Either form of a deadline, within bounds in which adding to a time cannot overflow. */
record DeadlineRule() implements TextRule<Deadline> {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern SHAPE =
      Pattern.compile(
          "P[0-9DTHMS.]{2,40}"
              + "|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  @Override
  public String expected() {
    return "a span such as \"PT6H\", at most 366 days, or a time such as \"2026-12-01T08:00:00Z\"";
  }

  @Override
  public @Nullable Deadline read(String text, Place at) {
    Deadline deadline = parse(text);
    if (deadline == null
        || (deadline instanceof Deadline.Within within && within.span().compareTo(LONGEST) > 0)) {
      at.refuse(Shown.text(text) + " is not a deadline", "make it " + expected());
      return null;
    }
    return deadline;
  }

  private static @Nullable Deadline parse(String text) {
    try {
      return SHAPE.matcher(text).matches() ? Deadline.parse(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
