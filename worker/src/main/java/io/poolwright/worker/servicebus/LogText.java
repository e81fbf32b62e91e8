package io.poolwright.worker.servicebus;

import org.jspecify.annotations.Nullable;

/** Text of strangers, made fit for a line of a log. */
final class LogText {
  private static final int MOST = 128;

  private LogText() {}

  /**
   * At most 128 characters; every control, format (such as a change of writing direction), line or
   * paragraph separator, and unpaired surrogate is replaced by {@code ?}.
   */
  static String of(@Nullable String text) {
    return of(text, MOST);
  }

  /** The same with another bound. */
  static String of(@Nullable String text, int most) {
    if (text == null) {
      return "-";
    }
    var clean = new StringBuilder();
    text.codePoints()
        .limit(most)
        .map(point -> isHarmless(point) ? point : '?')
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
