package io.poolwright.worker.servicebus;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.poolwright.worker.engine.Handler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the messages of one queue to a {@link Handler}, several at a time, and settles them as it
 * says.
 *
 * <p><b>Why the synchronous receiver.</b> The SDK's processor decides by itself when to receive,
 * cannot be drained (closing it leaves what was just delivered locked until expiry), and stays
 * "running" with the broker gone. The asynchronous receiver leaves messages that come when they are
 * no longer wanted to its user, who can only abandon them, at one delivery count each. The
 * synchronous one hands messages to a receive call, and <em>releases</em> those that come while
 * none is open ({@code WindowedSubscriber}), which costs no delivery. So a closed gate and a stop
 * are simply the absence of the next call.
 *
 * <p><b>What a stop leaves behind.</b> Nothing that is locked, and no delivery is counted for a
 * message that was not handled. A message that comes to the credit of a closing link stays locked
 * until its lock runs out, for Service Bus does not release what is unsettled when a link goes. So
 * the receiver is closed as soon as its last receive call has ended, within little more than a
 * second, while the handlers go on; and what they send themselves, the next wake-ups, waits until
 * that is done. What is in hand is settled over another connection. There is one gap that no client
 * of the SDK can close: if the last receive ended without a message, and somebody else's message
 * comes in the milliseconds until the broker has heard of the closing, it is locked.
 *
 * <p><b>Recovery.</b> The SDK opens lost connections again by itself, after at most a few seconds;
 * a receiver that ends with an error is replaced after one second; and {@link Watch} replaces one
 * that has fallen silent without an error.
 */
public final class MessagePump implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MessagePump.class);

  /** The part of the drain time that is kept for giving back what is still being handled. */
  private static final Duration GIVING_BACK = Duration.ofSeconds(2);

  private final String queue;
  private final PumpLimits limits;
  private final ReceiverLink link;
  private final ExecutorService workers;
  private final ScheduledExecutorService renewals;
  private final ScheduledExecutorService watching;
  private final Hands hands;
  private final Pulse pulse;
  private final Thread intake;
  private final AtomicBoolean stopped = new AtomicBoolean();

  MessagePump(
      String queue,
      ReceiverLink link,
      Handler handler,
      BooleanSupplier gate,
      PumpLimits limits,
      Clock clock) {
    this.queue = queue;
    this.limits = limits;
    this.link = link;
    this.workers = PumpThreads.workers(queue, limits.concurrency());
    this.renewals = PumpThreads.renewals(queue, limits.concurrency());
    this.watching = PumpThreads.watch(queue);
    this.hands = new Hands(handler, link, limits, workers, renewals, clock);
    this.pulse = new Pulse(clock, System::nanoTime);
    var loop = new Intake(link, hands, gate, pulse);
    this.intake = PumpThreads.named(queue + "-intake").newThread(loop);
  }

  /** Begins to receive; the broker need not be there yet. To be called once. */
  public void start() {
    var watch = new Watch(queue, link, pulse, hands::busy, limits.silenceLimit(), System::nanoTime);
    long every = Watch.every(limits.silenceLimit()).toNanos();
    // A look lets no exception out, so nobody need ask for its outcome.
    var unused = watching.scheduleWithFixedDelay(watch, 0, every, NANOSECONDS);
    intake.start();
  }

  /** Is done when the broker has answered for the first time; only to be looked at. */
  public CompletableFuture<@Nullable Void> firstSuccess() {
    return pulse.firstSuccess().copy();
  }

  /**
   * When the broker last delivered or answered anything; empty before the first time, and whenever
   * the pump does not run. On an idle queue it moves on every third of the silence limit, so
   * readiness may rest on it.
   */
  public Optional<Instant> lastSuccess() {
    return intake.isAlive() ? pulse.lastSuccess() : Optional.empty();
  }

  /** How often the receiver had to be replaced. */
  public long rebuilds() {
    return link.replaced();
  }

  /** How many messages are in hand at present. */
  public int inHand() {
    return hands.busy();
  }

  /**
   * Stops within the drain time: nothing new is begun, what is being handled may end, and whatever
   * has not ended by then is given back and its thread interrupted.
   */
  public void stop() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    long end = System.nanoTime() + limits.drainTimeout().minus(GIVING_BACK).toNanos();
    hands.stop();
    watching.shutdownNow();
    try {
      NANOSECONDS.timedJoin(intake, end - System.nanoTime());
      Duration rest = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (!hands.awaitEmpty(rest)) {
        hands.giveBackAll(GIVING_BACK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.shutdownNow();
    renewals.shutdownNow();
    intake.interrupt();
    link.close();
    log.info("the pump of queue {} has stopped", queue);
  }

  @Override
  public void close() {
    stop();
  }
}
