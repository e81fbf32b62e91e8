package io.poolwright.worker.servicebus;

import java.time.Duration;

/**
 * Judges from the outside whether a receiver still works, because the SDK does not tell: with the
 * broker gone, nothing fails and no callback is called.
 *
 * <p>Two faults are told apart. <em>Silence</em>: no round trip of any kind succeeded for the
 * limit. <em>Starving</em>: round trips succeed and the queue is not empty, but a receiver that
 * asks for messages gets none, as happens when a link is dead and its connection is not. The second
 * is also what a healthy receiver sees when all that lies in the queue is scheduled or locked by
 * others; a new connection is then needless but harmless, and is made at growing distances.
 *
 * <p>Times are nanoseconds of the monotonic clock. Not safe for use by several threads.
 */
final class Vigil {
  private static final long LONGEST_PATIENCE = Duration.ofMinutes(10).toNanos();

  /** What to do. */
  enum Verdict {
    WELL,
    SILENT,
    STARVING
  }

  private final long limit;
  private long patience;
  private long lastArrival;
  private long hungrySince;

  Vigil(Duration limit, long now) {
    this.limit = limit.toNanos();
    this.patience = this.limit;
    this.lastArrival = now;
    this.hungrySince = now;
  }

  /**
   * One look.
   *
   * @param lastRoundTrip when the broker last answered anything, probes included
   * @param arrival when the last message arrived
   * @param hungry whether the receiver asks for messages at present
   * @param waiting whether the queue holds any message, in whatever state
   */
  Verdict look(long now, long lastRoundTrip, long arrival, boolean hungry, boolean waiting) {
    if (arrival - lastArrival > 0) {
      lastArrival = arrival;
      patience = limit;
      hungrySince = now;
    }
    if (!hungry || !waiting) {
      hungrySince = now;
    }
    if (now - lastRoundTrip > limit) {
      hungrySince = now;
      return Verdict.SILENT;
    }
    if (now - hungrySince > patience) {
      hungrySince = now;
      patience = Math.min(patience * 2, LONGEST_PATIENCE);
      return Verdict.STARVING;
    }
    return Verdict.WELL;
  }
}
