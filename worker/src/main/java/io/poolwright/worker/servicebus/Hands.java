package io.poolwright.worker.servicebus;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.engine.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles messages, as many at once as there are hands, and settles each. The one that may still
 * arrive after the stop is handled too: to give it back would cost it a delivery.
 *
 * <p>A message that was abandoned is held back for a while first, longer with every delivery: given
 * back at once it would come again at once, and ten deliveries would be used up in a moment.
 */
final class Hands {
  private static final Logger log = LoggerFactory.getLogger(Hands.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Handler handler;
  private final ReceiverLink link;
  private final Settler settler;
  private final PumpLimits limits;
  private final ExecutorService workers;
  private final ScheduledExecutorService renewals;
  private final Clock clock;
  private final Semaphore free;
  private final Set<LockedMessage> held = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);

  Hands(
      Handler handler,
      ReceiverLink link,
      PumpLimits limits,
      ExecutorService workers,
      ScheduledExecutorService renewals,
      Clock clock) {
    this.handler = handler;
    this.link = link;
    this.settler = new Settler(link);
    this.limits = limits;
    this.workers = workers;
    this.renewals = renewals;
    this.clock = clock;
    this.free = new Semaphore(limits.concurrency());
  }

  /** Waits for a free hand and reserves it; false if none became free in time. */
  boolean reserve(Duration wait) throws InterruptedException {
    return free.tryAcquire(wait.toNanos(), NANOSECONDS);
  }

  /** Gives the reserved hand back. */
  void unreserve() {
    free.release();
  }

  int busy() {
    return held.size();
  }

  /** Takes a message into the reserved hand. */
  void take(ServiceBusReceivedMessage received) {
    var stated = received.getLockedUntil().toInstant();
    var lease = new Lease(limits.lockDuration(), stated, clock, System::nanoTime);
    var message = new LockedMessage(received, lease);
    held.add(message);
    try {
      workers.execute(() -> handle(message));
    } catch (RejectedExecutionException e) {
      settler.settle(message, givenBack());
      release(message);
    }
  }

  private void handle(LockedMessage message) {
    var renewal =
        new LockRenewal(message, link, renewals, limits.maxLockRenewal(), System::nanoTime);
    renewal.start();
    try {
      Settlement settlement = judge(message);
      if (settlement instanceof Settlement.Abandon) {
        pauseUnlessStopping(message.deliveryCount());
      }
      renewal.close();
      settler.settle(message, settlement);
    } finally {
      renewal.close();
      release(message);
    }
  }

  // A handler must not throw; one that does is a bug that must cost neither the pump nor the
  // message. A VirtualMachineError is no bug of the handler and leaves the process in doubt.
  private Settlement judge(LockedMessage message) {
    try {
      return handler.handle(message);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      log.error("the handler of {} threw", message, withoutMessage(e));
      return new Settlement.Abandon("the handler threw " + e.getClass().getName());
    }
  }

  /** Where it happened, without the text, which may quote the body and so a secret. */
  private static Throwable withoutMessage(Throwable e) {
    var bare = new IllegalStateException(e.getClass().getName());
    bare.setStackTrace(e.getStackTrace());
    return bare;
  }

  private void release(LockedMessage message) {
    held.remove(message);
    free.release();
  }

  private void pauseUnlessStopping(long deliveryCount) {
    Duration pause = limits.abandonPause().multipliedBy(1L << Math.min(deliveryCount, 5));
    await(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }

  /** Waits, but not beyond the stop. */
  void await(Duration time) {
    try {
      boolean stopped = stopping.await(time.toNanos(), NANOSECONDS);
      log.trace("waited {}, stopped: {}", time, stopped);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** From now on no hand is reserved, and nobody pauses. */
  void stop() {
    stopping.countDown();
  }

  /** Whether every hand was empty in time. */
  boolean awaitEmpty(Duration time) throws InterruptedException {
    return free.tryAcquire(limits.concurrency(), time.toNanos(), NANOSECONDS);
  }

  /** Abandons what is still being handled, so that others can take it now, not at lock expiry. */
  void giveBackAll(Duration time) throws InterruptedException {
    log.warn("{} messages are still being handled; they are given back", held.size());
    var settlements =
        held.stream()
            .map(message -> (Callable<Boolean>) () -> settler.settle(message, givenBack()))
            .toList();
    renewals.invokeAll(settlements, time.toNanos(), NANOSECONDS);
  }

  private static Settlement givenBack() {
    return new Settlement.Abandon("the worker stops");
  }
}
