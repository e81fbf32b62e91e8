package io.poolwright.localazure.servicebus.filter;

import org.jspecify.annotations.Nullable;

/** Arithmetic as C# does it: whole numbers stay whole, and anything else is a double. */
enum Arithmetic {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  REMAINDER;

  Operand of(Operand left, Operand right) {
    return content -> apply(left.value(content), right.value(content));
  }

  private @Nullable Number apply(@Nullable Object left, @Nullable Object right) {
    if (!(left instanceof Number a) || !(right instanceof Number b)) {
      return null;
    }
    return isWhole(a) && isWhole(b)
        ? whole(a.longValue(), b.longValue())
        : (Number) real(a.doubleValue(), b.doubleValue());
  }

  /** Null if there is no such number. */
  private @Nullable Long whole(long a, long b) {
    return switch (this) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> b == 0 ? null : (Long) (a / b);
      case REMAINDER -> b == 0 ? null : (Long) (a % b);
    };
  }

  private double real(double a, double b) {
    return switch (this) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case REMAINDER -> a % b;
    };
  }

  private static boolean isWhole(Number number) {
    return number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte;
  }
}
