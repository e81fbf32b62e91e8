package io.poolwright.worker.azure;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes text of others fit to be logged and published: bounded, on one line, without secrets. */
public final class SafeText {
  /** Longest result in characters. */
  public static final int MAX = 500;

  private static final int LONGEST_READ = 4_000;
  private static final Pattern QUERY =
      Pattern.compile("(?i)(https?://[^\\s?'\"<>]*)\\?[^\\s'\"<>]*");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b(sig|signature|token|password|client_secret|accountkey|sharedaccesskey)"
              + "(\\s*[=:]\\s*)[^\\s&;,'\"<>]+");
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*){0,2}");

  private SafeText() {}

  /**
   * The text without queries of URLs, without what looks like a key or a token, escaped and cut.
   */
  public static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String part = text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text;
    String bare = QUERY.matcher(part).replaceAll("$1");
    bare = SECRET.matcher(bare).replaceAll("$1$2***");
    bare = JWT.matcher(bare).replaceAll("***");
    return cut(escaped(bare.strip()));
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int c) {
    if (c == '\n') {
      safe.append("\\n");
    } else if (c == '\r') {
      safe.append("\\r");
    } else if (isPlain(c)) {
      safe.appendCodePoint(c);
    } else {
      safe.append(String.format("\\u%04x", c));
    }
  }

  /** Neither a control character nor one that turns the direction of a line or breaks it. */
  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String cut(String text) {
    if (text.length() <= MAX) {
      return text;
    }
    int end = MAX - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
