package io.poolwright.contracts;

import java.util.regex.Pattern;

/**
 * Text from outside, made fit for a problem or a log line: quoted, short, without control or
 * direction characters, and starred out if it looks like a secret.
 */
final class Shown {
  private static final int LONGEST = 60;

  /** Signatures, keys and tokens by their names, and any long run of base64. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)sig(=|%3d)|(account|shared|access)key|password|bearer\\s"
              + "|(?-i:\\beyJ[A-Za-z0-9])"
              + "|[a-z0-9+/]{40,}");

  private Shown() {}

  static String text(String found) {
    return text(found, LONGEST);
  }

  static String text(String found, int longest) {
    if (SECRET.matcher(found).find()) {
      return "\"***\"";
    }
    StringBuilder shown = new StringBuilder("\"");
    found.codePoints().limit(longest).forEach(c -> append(shown, c));
    return shown
        .append(found.codePointCount(0, found.length()) > longest ? "…\"" : "\"")
        .toString();
  }

  /** Whether the text could be shown just as it is. */
  static boolean isPlain(String found) {
    return text(found).equals("\"" + found + "\"");
  }

  private static void append(StringBuilder shown, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append("\\u%04x".formatted(c));
      default -> {
        if (c == '"' || c == '\\') {
          shown.append('\\');
        }
        shown.appendCodePoint(c);
      }
    }
  }
}
