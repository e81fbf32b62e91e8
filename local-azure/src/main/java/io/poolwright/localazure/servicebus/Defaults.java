package io.poolwright.localazure.servicebus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Azure's defaults and limits for queues and subscriptions alike. */
final class Defaults {
  private static final Duration LOCK = Duration.ofMinutes(1);
  private static final Duration LONGEST_LOCK = Duration.ofMinutes(5);
  private static final int DELIVERIES = 10;
  private static final int MOST_DELIVERIES = 2000;

  private Defaults() {}

  static Duration lockDuration(String field, @Nullable Duration given) {
    Checks.positive(field, given);
    Duration lock = given == null ? LOCK : given;
    Checks.require(lock.compareTo(LONGEST_LOCK) <= 0, field, "at most " + LONGEST_LOCK, lock);
    return lock;
  }

  static int maxDeliveryCount(String field, int given) {
    Checks.require(
        given >= 0 && given <= MOST_DELIVERIES, field, "between 1 and " + MOST_DELIVERIES, given);
    return given == 0 ? DELIVERIES : given;
  }
}
