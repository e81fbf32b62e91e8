package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments at which something is to be done; null stands for never. */
public final class Deadlines {
  private Deadlines() {}

  public static @Nullable Instant earliest(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
