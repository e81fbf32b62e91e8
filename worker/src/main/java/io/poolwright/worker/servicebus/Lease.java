package io.poolwright.worker.servicebus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How long a locked message is surely ours, told without trusting the wall clock.
 *
 * <p>The broker names the end of a lock by its own clock. Ours may be an hour off or step back, and
 * a lock that is believed too long lets two workers act at once. So the end is kept on the
 * monotonic clock: what the broker granted is counted from before we asked, it is never taken for
 * longer than the declared lock duration, and a margin comes off.
 */
final class Lease {
  private static final Duration MOST_MARGIN = Duration.ofSeconds(2);

  private final Duration lockDuration;
  private final Duration margin;
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile long endsAt;

  /**
   * Starts with the arrival of a message.
   *
   * @param statedEnd what the broker's clock says; believed if ours agrees that it lies ahead by
   *     less than the declared duration, which a lock of another queue setting would do
   * @param nanos monotonic, as {@link System#nanoTime()}
   */
  Lease(Duration lockDuration, Instant statedEnd, Clock clock, LongSupplier nanos) {
    Duration tenth = lockDuration.dividedBy(10);
    this.lockDuration = lockDuration;
    this.margin = tenth.compareTo(MOST_MARGIN) < 0 ? tenth : MOST_MARGIN;
    this.clock = clock;
    this.nanos = nanos;
    Duration stated = Duration.between(clock.instant(), statedEnd);
    boolean credible = stated.compareTo(Duration.ZERO) > 0 && stated.compareTo(lockDuration) < 0;
    this.endsAt = nanos.getAsLong() + (credible ? stated : lockDuration).minus(margin).toNanos();
  }

  /** The lock was renewed by a request that began at this time of the monotonic clock. */
  void renewedBy(long requestBegan) {
    endsAt = requestBegan + lockDuration.minus(margin).toNanos();
  }

  /** The broker said that the lock is gone. */
  void lost() {
    endsAt = nanos.getAsLong();
  }

  /** Negative when it is over. */
  Duration remaining() {
    return Duration.ofNanos(endsAt - nanos.getAsLong());
  }

  Instant until() {
    return clock.instant().plus(remaining());
  }
}
