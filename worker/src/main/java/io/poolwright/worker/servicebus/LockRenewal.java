package io.poolwright.worker.servicebus;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lock of one message at half of what remains of it, until it is closed, the lock is
 * lost, or the message was held for the longest time allowed. A renewal that fails is tried again
 * while the lock lasts.
 */
final class LockRenewal {
  private static final Logger log = LoggerFactory.getLogger(LockRenewal.class);
  private static final long LEAST_PAUSE = Duration.ofMillis(250).toNanos();

  private final LockedMessage message;
  private final ReceiverLink link;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanos;
  private final long last;
  private boolean closed;
  private @Nullable ScheduledFuture<?> next;

  LockRenewal(
      LockedMessage message,
      ReceiverLink link,
      ScheduledExecutorService timer,
      Duration longest,
      LongSupplier nanos) {
    this.message = message;
    this.link = link;
    this.timer = timer;
    this.nanos = nanos;
    this.last = nanos.getAsLong() + longest.toNanos();
  }

  void start() {
    scheduleNext();
  }

  synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void scheduleNext() {
    long remaining = message.lease().remaining().toNanos();
    if (closed || remaining <= 0) {
      return;
    }
    try {
      next = timer.schedule(this::renew, Math.max(LEAST_PAUSE, remaining / 2), NANOSECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("{} is not renewed any more: the pump stops", message);
    }
  }

  private void renew() {
    if (isClosed()) {
      return;
    }
    long began = nanos.getAsLong();
    if (began - last >= 0) {
      log.warn("{} was held for the longest time allowed; its lock now runs out", message);
      return;
    }
    try {
      link.request(receiver -> receiver.renewMessageLock(message.message()));
      message.lease().renewedBy(began);
    } catch (RuntimeException e) {
      if (isClosed()) {
        return; // it was settled meanwhile, which is why there was nothing to renew
      }
      log.warn("the lock of {} was not renewed: {}", message, LogText.of(e.toString()));
      if (isLost(e)) {
        message.lease().lost();
      }
    }
    scheduleNext();
  }

  private static boolean isLost(RuntimeException e) {
    return e instanceof ServiceBusException s
        && ServiceBusFailureReason.MESSAGE_LOCK_LOST.equals(s.getReason());
  }
}
