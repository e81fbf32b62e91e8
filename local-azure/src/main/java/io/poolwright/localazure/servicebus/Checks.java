package io.poolwright.localazure.servicebus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Demands on configuration; what fails names the field. */
final class Checks {
  private Checks() {}

  static void require(boolean holds, String field, String demand, @Nullable Object actual) {
    if (!holds) {
      throw new IllegalArgumentException("%s must be %s, not %s".formatted(field, demand, actual));
    }
  }

  static String name(String field, @Nullable String value) {
    boolean usable = value != null && value.matches("[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9_])?");
    require(usable, field, "a name of letters, digits and . _ - /", value);
    return String.valueOf(value);
  }

  static void positive(String field, @Nullable Duration value) {
    require(
        value == null || (!value.isNegative() && !value.isZero()), field, "longer than 0", value);
  }
}
