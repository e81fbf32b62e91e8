package io.poolwright.localazure.servicebus.filter;

import io.poolwright.localazure.servicebus.queue.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Azure's filter language: comparisons, AND, OR, NOT, IN, LIKE, IS NULL, EXISTS and
 * parentheses around conditions, over application properties and {@code sys.} properties. Not there
 * are {@code newid()}, parameters, and parentheses within arithmetic.
 */
final class SqlParser {
  private interface Comparison {
    boolean holds(int order);
  }

  private final SqlTokens tokens;
  private final SqlExpressions expressions;

  SqlParser(String sql) {
    this.tokens = new SqlTokens(sql);
    this.expressions = new SqlExpressions(tokens);
  }

  Condition parse() {
    Condition condition = or();
    if (tokens.peek().kind() != SqlTokens.Kind.END) {
      throw tokens.unexpected("AND, OR or its end");
    }
    return condition;
  }

  private Condition or() {
    Condition left = and();
    while (tokens.accept("OR")) {
      left = left.or(and());
    }
    return left;
  }

  private Condition and() {
    Condition left = not();
    while (tokens.accept("AND")) {
      left = left.and(not());
    }
    return left;
  }

  private Condition not() {
    return tokens.accept("NOT") ? not().negate() : primary();
  }

  private Condition primary() {
    if (tokens.accept("(")) {
      Condition inner = or();
      tokens.expect(")");
      return inner;
    } else if (tokens.accept("EXISTS")) {
      tokens.expect("(");
      Operand property = expressions.property();
      tokens.expect(")");
      return content -> property.value(content) != null;
    }
    return predicate(expressions.expression());
  }

  private Condition predicate(Operand left) {
    if (tokens.accept("IS")) {
      boolean negated = tokens.accept("NOT");
      tokens.expect("NULL");
      return content -> (left.value(content) == null) != negated;
    }
    boolean negated = tokens.accept("NOT");
    if (tokens.accept("IN")) {
      return negatedIf(negated, in(left));
    } else if (tokens.accept("LIKE")) {
      return negatedIf(negated, like(left));
    } else if (negated) {
      throw tokens.unexpected("IN or LIKE");
    }
    Comparison comparison = comparison();
    return comparison == null ? isTrue(left) : compare(left, comparison, expressions.expression());
  }

  private static Condition negatedIf(boolean negated, Condition condition) {
    return negated ? condition.negate() : condition;
  }

  /** A bare value stands for itself if it is a truth value, as in {@code urgent AND 1=1}. */
  private static Condition isTrue(Operand operand) {
    return content -> operand.value(content) instanceof Boolean truth ? truth : null;
  }

  private Condition in(Operand left) {
    List<Operand> choices = new ArrayList<>();
    tokens.expect("(");
    do {
      choices.add(expressions.expression());
    } while (tokens.accept(","));
    tokens.expect(")");
    return content -> {
      Object value = left.value(content);
      return value == null
          ? null
          : choices.stream().anyMatch(choice -> Values.equal(value, choice.value(content)));
    };
  }

  private Condition like(Operand left) {
    String pattern = text();
    Character escape = tokens.accept("ESCAPE") ? escape() : null;
    Pattern regex = Pattern.compile(regex(pattern, escape), Pattern.DOTALL);
    return content -> {
      Object value = left.value(content);
      return value == null ? null : regex.matcher(value.toString()).matches();
    };
  }

  private static String regex(String like, @Nullable Character escape) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (escape != null && c == escape && i + 1 < like.length()) {
        regex.append(Pattern.quote(String.valueOf(like.charAt(++i))));
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  private @Nullable Comparison comparison() {
    if (tokens.peek().kind() != SqlTokens.Kind.SIGN) {
      return null;
    }
    Comparison found =
        switch (tokens.peek().text()) {
          case "=" -> order -> order == 0;
          case "<>", "!=" -> order -> order != 0;
          case "<" -> order -> order < 0;
          case ">" -> order -> order > 0;
          case "<=" -> order -> order <= 0;
          case ">=" -> order -> order >= 0;
          default -> null;
        };
    if (found != null) {
      tokens.next();
    }
    return found;
  }

  private static Condition compare(Operand left, Comparison comparison, Operand right) {
    return content -> {
      Integer order = Values.compare(left.value(content), right.value(content));
      return order == null ? null : comparison.holds(order);
    };
  }

  private char escape() {
    String text = text();
    if (text.length() != 1) {
      throw Refusal.ARGUMENT.because("ESCAPE takes one character, not '%s'.".formatted(text));
    }
    return text.charAt(0);
  }

  private String text() {
    if (tokens.peek().kind() != SqlTokens.Kind.TEXT) {
      throw tokens.unexpected("a text in quotes");
    }
    return tokens.next().text();
  }
}
