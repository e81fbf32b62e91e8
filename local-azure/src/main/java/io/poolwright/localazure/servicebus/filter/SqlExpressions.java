package io.poolwright.localazure.servicebus.filter;

import io.poolwright.localazure.servicebus.queue.Refusal;
import java.util.Locale;

/**
 * Reads the values of a condition: constants, properties, and arithmetic with them. What takes part
 * in arithmetic and is no number, or is missing, makes the whole unknown.
 */
final class SqlExpressions {
  private final SqlTokens tokens;

  SqlExpressions(SqlTokens tokens) {
    this.tokens = tokens;
  }

  /** {@code <expression>}: sums of products. */
  Operand expression() {
    Operand left = product();
    while (true) {
      if (tokens.accept("+")) {
        left = Arithmetic.ADD.of(left, product());
      } else if (tokens.accept("-")) {
        left = Arithmetic.SUBTRACT.of(left, product());
      } else {
        return left;
      }
    }
  }

  private Operand product() {
    Operand left = factor();
    while (true) {
      if (tokens.accept("*")) {
        left = Arithmetic.MULTIPLY.of(left, factor());
      } else if (tokens.accept("/")) {
        left = Arithmetic.DIVIDE.of(left, factor());
      } else if (tokens.accept("%")) {
        left = Arithmetic.REMAINDER.of(left, factor());
      } else {
        return left;
      }
    }
  }

  private Operand factor() {
    if (tokens.accept("-")) {
      return Arithmetic.SUBTRACT.of(Operand.constant(0L), factor());
    } else if (tokens.accept("+")) {
      return factor();
    }
    SqlTokens.Token token = tokens.peek();
    if (token.kind() == SqlTokens.Kind.NUMBER) {
      return Operand.constant(SqlTokens.number(tokens.next().text()));
    } else if (token.kind() == SqlTokens.Kind.TEXT) {
      return Operand.constant(tokens.next().text());
    } else if (tokens.accept("TRUE")) {
      return Operand.constant(true);
    } else if (tokens.accept("FALSE")) {
      return Operand.constant(false);
    } else if (tokens.accept("NULL")) {
      return content -> null;
    }
    return property();
  }

  /** {@code [sys.|user.]name}, or {@code property('name')}. */
  Operand property() {
    boolean quoted = tokens.peek().kind() == SqlTokens.Kind.QUOTED_NAME;
    String name = name();
    if (!quoted && (name.equalsIgnoreCase("property") || name.equalsIgnoreCase("p"))) {
      if (tokens.accept("(")) {
        return named();
      }
    }
    if (!tokens.accept(".")) {
      return Operand.application(name);
    }
    String local = name();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sys" -> Operand.system(local);
      case "user" -> Operand.application(local);
      default ->
          throw Refusal.ARGUMENT.because(
              "Unknown scope: %s.%s; there are sys and user.".formatted(name, local));
    };
  }

  private Operand named() {
    Operand name = expression();
    tokens.expect(")");
    return content ->
        name.value(content) instanceof String text
            ? Operand.application(text).value(content)
            : null;
  }

  private String name() {
    SqlTokens.Kind kind = tokens.peek().kind();
    if (kind != SqlTokens.Kind.WORD && kind != SqlTokens.Kind.QUOTED_NAME) {
      throw tokens.unexpected("a property or a value");
    }
    return tokens.next().text();
  }
}
