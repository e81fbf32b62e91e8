package io.poolwright.worker.job;

import java.time.Duration;

/**
 * How long to pause after a failed attempt: longer each time, up to a cap, and never the same for
 * two jobs that failed together.
 *
 * @param first the whole pause after the first failed attempt
 * @param factor by which it grows, at least 1
 * @param cap beyond which it does not grow
 * @param maxAttempts failed attempts in a row after which a job gives up
 */
public record Backoff(Duration first, double factor, Duration cap, int maxAttempts) {
  /**
   * The pause before the next attempt: between half and all of the capped value, in whole
   * milliseconds.
   *
   * @param attempt the attempt that just failed, from 1
   * @param jitter where in the window to land, in [0, 1)
   */
  public Duration delay(int attempt, double jitter) {
    double grown = first.toMillis() * Math.pow(factor, attempt - 1.0);
    double whole = Math.min(grown, (double) cap.toMillis());
    return Duration.ofMillis(Math.round(whole * (0.5 + jitter / 2)));
  }
}
