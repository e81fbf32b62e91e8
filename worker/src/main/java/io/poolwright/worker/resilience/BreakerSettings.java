package io.poolwright.worker.resilience;

import java.time.Duration;

/**
 * When a breaker opens and how it closes again.
 *
 * @param failureRateThreshold percent of the window, above 0 and up to 100
 * @param slidingWindow calls that are remembered
 * @param minimumCalls fewer calls than these never open it
 * @param waitInOpen how long nothing is called
 * @param permittedInHalfOpen calls of the trickle that then decides
 */
public record BreakerSettings(
    float failureRateThreshold,
    int slidingWindow,
    int minimumCalls,
    Duration waitInOpen,
    int permittedInHalfOpen) {
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(50, 20, 10, Duration.ofSeconds(30), 2);
}
