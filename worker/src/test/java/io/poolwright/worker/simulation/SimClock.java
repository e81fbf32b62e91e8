package io.poolwright.worker.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A clock of virtual time, wrong by as much as it was made wrong. */
final class SimClock extends Clock {
  /** When every universe begins. */
  static final Instant BEGINNING = Instant.parse("2026-11-23T12:00:00Z");

  private final LongSupplier time;
  private Duration error = Duration.ZERO;

  /** A clock that is right; {@code time} gives virtual milliseconds since the beginning. */
  SimClock(LongSupplier time) {
    this.time = time;
  }

  void jump(Duration by) {
    error = error.plus(by);
  }

  void setRight() {
    error = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return BEGINNING.plusMillis(time.getAsLong()).plus(error);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
