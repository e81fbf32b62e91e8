package io.poolwright.worker.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a job may take: a rough rule for the copy, and past jobs for what Azure does in its own
 * time. A part is empty if nothing has to be done for it, or nothing is known of it.
 *
 * @param copy at least
 * @param publication of the image version, with its replica
 * @param pool and its nodes
 */
record Estimate(
    Optional<Duration> copy,
    Optional<PastJobs.Typical> publication,
    Optional<PastJobs.Typical> pool) {
  /** The most that Azure writes to one page blob in a second. */
  static final long MOST_PER_SECOND = 60L << 20;

  static Estimate of(Forecast.Fits fits, PastJobs past) {
    long missing = fits.left().missing();
    Duration copy = Duration.ofMillis(missing * 1000 / MOST_PER_SECOND);
    return new Estimate(
        missing == 0 ? Optional.empty() : Optional.of(copy),
        fits.published() ? Optional.empty() : past.publication(),
        fits.pool() ? Optional.empty() : past.pool());
  }
}
