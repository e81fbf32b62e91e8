package io.poolwright.worker.resilience;

import java.time.Duration;

/**
 * How a dependency stands.
 *
 * @param remaining until it may be called again; zero if it may be called now
 * @param failureRate percent of the remembered calls, -1 if they are too few to say
 */
public record BreakerState(Stand stand, Duration remaining, float failureRate) {
  /** What is let through. */
  public enum Stand {
    /** Every call. */
    CLOSED,
    /** None, until {@code remaining} is over. */
    OPEN,
    /** None, for the dependency asked for a pause. */
    TOLD_TO_WAIT,
    /** A trickle. */
    HALF_OPEN
  }
}
