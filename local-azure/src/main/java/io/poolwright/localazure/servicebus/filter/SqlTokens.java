package io.poolwright.localazure.servicebus.filter;

import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.RefusedException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition's words, one after the other. */
final class SqlTokens {
  enum Kind {
    NUMBER,
    TEXT,
    QUOTED_NAME,
    WORD,
    SIGN,
    END
  }

  record Token(Kind kind, String text) {
    boolean is(String word) {
      return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"
              + "|'(?<text>(?:[^']|'')*)'"
              + "|(?:\\[(?<bracketed>(?:[^\\]]|\\]\\])+)\\]|\"(?<quoted>(?:[^\"]|\"\")+)\")"
              + "|(?<word>[\\p{L}_][\\p{L}\\p{Nd}_]*)"
              + "|(?<sign><>|!=|<=|>=|[=<>(),.+*/%-])"
              + "|(?<end>$))");

  private final String sql;
  private final Matcher matcher;
  private Token current;

  SqlTokens(String sql) {
    this.sql = sql;
    this.matcher = TOKEN.matcher(sql.strip());
    this.current = read();
  }

  Token peek() {
    return current;
  }

  Token next() {
    Token token = current;
    current = read();
    return token;
  }

  boolean accept(String word) {
    boolean found = current.is(word);
    if (found) {
      current = read();
    }
    return found;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw unexpected("'" + word + "'");
    }
  }

  RefusedException unexpected(String wanted) {
    String found = current.kind() == Kind.END ? "its end" : "'" + current.text() + "'";
    return Refusal.ARGUMENT.because(
        "The filter \"%s\" has %s where %s should be.".formatted(sql, found, wanted));
  }

  static Number number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return new BigDecimal(text);
    }
  }

  private Token read() {
    if (!matcher.lookingAt()) {
      throw Refusal.ARGUMENT.because(
          "The filter \"%s\" cannot be read from character %d on."
              .formatted(sql, matcher.regionStart() + 1));
    }
    Token token = token();
    matcher.region(matcher.end(), matcher.regionEnd());
    return token;
  }

  private Token token() {
    if (matcher.group("number") != null) {
      return new Token(Kind.NUMBER, matcher.group("number"));
    } else if (matcher.group("text") != null) {
      return new Token(Kind.TEXT, matcher.group("text").replace("''", "'"));
    } else if (matcher.group("bracketed") != null) {
      return new Token(Kind.QUOTED_NAME, matcher.group("bracketed").replace("]]", "]"));
    } else if (matcher.group("quoted") != null) {
      return new Token(Kind.QUOTED_NAME, matcher.group("quoted").replace("\"\"", "\""));
    } else if (matcher.group("word") != null) {
      return new Token(Kind.WORD, matcher.group("word"));
    } else if (matcher.group("sign") != null) {
      return new Token(Kind.SIGN, matcher.group("sign"));
    }
    return new Token(Kind.END, "");
  }
}
