package io.poolwright.localazure.servicebus.filter;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Comparing property values: numbers by what they are worth, others by what they are. */
final class Values {
  private Values() {}

  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return false;
    }
    Integer order = compare(a, b);
    return order == null ? a.equals(b) : order == 0;
  }

  /** As {@link Comparable#compareTo}; null if the two cannot be compared. */
  static @Nullable Integer compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return isFinite(x) && isFinite(y) ? (Integer) decimal(x).compareTo(decimal(y)) : null;
    } else if (a instanceof Boolean x && b instanceof Boolean y) {
      return x.compareTo(y);
    } else if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y);
    }
    return null;
  }

  private static boolean isFinite(Number number) {
    return Double.isFinite(number.doubleValue());
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }
}
