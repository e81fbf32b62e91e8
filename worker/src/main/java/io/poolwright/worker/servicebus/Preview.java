package io.poolwright.worker.servicebus;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a stranger's text, fit for a terminal and for anyone's eyes.
 *
 * <p>Text that could not be parsed cannot be masked field by field. So nothing is shown from the
 * first thing on that looks like a secret: the name of one before {@code =} or {@code :}, a bearer
 * or JSON web token, or a long run of what keys and signatures are written in.
 */
public final class Preview {
  /** What is looked at: far more than is shown, so that a secret is recognized before it is cut. */
  private static final int LOOKED_AT = 4096;

  /** Escapes of JSON, in which a name could hide. */
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?<![a-z])"
              + "(sas|sig|pwd|[a-z_-]{0,40}(signature|token|password|secret|credential|key))"
              + "[\"'\\\\\\s]*([=:]|%(25)*3[ad])"
              + "|(?<![a-z])bearer\\s|[?&]code=");

  private static final Pattern TOKEN =
      Pattern.compile("(?<![A-Za-z0-9])eyJ[A-Za-z0-9]|([A-Za-z0-9+/]|%[0-9a-fA-F]{2}){32}");

  private static final String HIDDEN = "***";

  private Preview() {}

  /**
   * At most so many characters on one line, without controls, escapes of a terminal, or changes of
   * the writing direction.
   *
   * @param most at least 1; a longer text ends with {@code …}
   */
  public static String of(String text, int most) {
    String looked = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
    String line = withoutSecrets(oneLine(unescaped(looked)));
    return line.codePointCount(0, line.length()) <= most
        ? line
        : LogText.of(line, most - 1).stripTrailing() + "…";
  }

  private static String unescaped(String text) {
    return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
  }

  private static String character(MatchResult escape) {
    return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
  }

  private static String oneLine(String text) {
    var line = new StringBuilder();
    text.replaceAll("\\s+", " ")
        .codePoints()
        .filter(LogText::isHarmless)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  private static String withoutSecrets(String line) {
    Matcher name = NAME.matcher(line);
    Matcher token = TOKEN.matcher(line);
    String shown = name.find() ? line.substring(0, name.end()) + HIDDEN : line;
    return token.find() && token.start() < shown.length()
        ? line.substring(0, token.start()) + HIDDEN
        : shown;
  }
}
