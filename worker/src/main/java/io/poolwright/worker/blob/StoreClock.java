package io.poolwright.worker.blob;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The time of the storage account that keeps the jobs, so that all workers share one, however wrong
 * the clocks of their machines are. Every answer says, to the second, when it was written: between
 * the question and the arrival. In between a counter goes on that nobody sets.
 */
public final class StoreClock extends Clock {
  /** The header's time is cut off to whole seconds. */
  private static final Duration CUT_OFF = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private Instant atZero;

  /**
   * A clock that no store has set right yet.
   *
   * @param start the time until then, from the machine's own clock
   * @param nanos a counter of nanoseconds that only goes forward
   */
  public StoreClock(Instant start, LongSupplier nanos) {
    this.nanos = nanos;
    this.atZero = start.minusNanos(nanos.getAsLong());
  }

  /** Where the counter stands, for {@link #heard}. */
  public long counter() {
    return nanos.getAsLong();
  }

  /**
   * An answer of the store has arrived just now.
   *
   * @param written its {@code Date}, in whole seconds
   * @param askedAt where {@link #counter()} stood when the question was sent
   */
  public synchronized void heard(Instant written, long askedAt) {
    long now = counter();
    Instant earliest = written.minusNanos(now);
    Instant latest = written.plus(CUT_OFF).minusNanos(askedAt);
    if (atZero.isBefore(earliest)) {
      atZero = earliest;
    } else if (atZero.isAfter(latest)) {
      atZero = latest;
    }
  }

  @Override
  public synchronized Instant instant() {
    return atZero.plusNanos(nanos.getAsLong());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Not needed: whoever reads it wants an instant. */
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
