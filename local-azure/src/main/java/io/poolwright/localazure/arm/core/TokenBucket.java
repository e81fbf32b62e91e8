package io.poolwright.localazure.arm.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Holds up to {@code capacity} tokens and gains {@code perSecond} of them each second. */
final class TokenBucket {
  private final int capacity;
  private final double perSecond;
  private final Clock clock;
  private double tokens;
  private Instant filledAt;

  TokenBucket(int capacity, double perSecond, Clock clock) {
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.clock = clock;
    this.tokens = capacity;
    this.filledAt = clock.instant();
  }

  /** Takes a token if there is one. */
  synchronized boolean take() {
    Instant now = clock.instant();
    double gained = Math.max(0, Duration.between(filledAt, now).toNanos()) / 1e9 * perSecond;
    tokens = Math.min(capacity, tokens + gained);
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  synchronized int remaining() {
    return (int) tokens;
  }

  /** Until the next token, at least a second: what Retry-After can say. */
  synchronized Duration untilNext() {
    long seconds = (long) Math.ceil((1 - tokens) / perSecond);
    return Duration.ofSeconds(Math.max(1, seconds));
  }
}
