package io.poolwright.worker.servicebus;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When the broker was last heard of. Written by the intake and the watch, read by anybody. */
final class Pulse {
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile long roundTrip;
  private volatile long arrival;
  private volatile boolean asking;
  private volatile @Nullable Instant lastSuccess;
  private final CompletableFuture<@Nullable Void> firstSuccess = new CompletableFuture<>();

  Pulse(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.roundTrip = nanos.getAsLong();
    this.arrival = roundTrip;
  }

  /** A request was answered. */
  void answered() {
    roundTrip = nanos.getAsLong();
    lastSuccess = clock.instant();
    firstSuccess.complete(null);
  }

  /** A message came. */
  void arrived() {
    answered();
    arrival = roundTrip;
  }

  /** Whether the intake has room and asks for messages. */
  void asking(boolean now) {
    asking = now;
  }

  boolean isAsking() {
    return asking;
  }

  long roundTrip() {
    return roundTrip;
  }

  long arrival() {
    return arrival;
  }

  /** Is done when a request was answered for the first time. */
  CompletableFuture<@Nullable Void> firstSuccess() {
    return firstSuccess;
  }

  Optional<Instant> lastSuccess() {
    return Optional.ofNullable(lastSuccess);
  }
}
