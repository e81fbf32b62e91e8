package io.poolwright.worker.servicebus;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiver that a pump uses now, replaceable at any time and from any thread.
 *
 * <p>Messages are not bound to it: the SDK settles and renews a message of a former receiver over
 * the management link, by its lock token.
 */
final class ReceiverLink {
  private static final Logger log = LoggerFactory.getLogger(ReceiverLink.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String queue;
  private final Supplier<ServiceBusReceiverClient> receivers;
  private final Lock traffic;
  private @Nullable ServiceBusReceiverClient receiver;
  private boolean closed;
  private long replaced;

  /**
   * Opens nothing yet.
   *
   * @param traffic held by whoever closes a receiver for good, so that this worker sends nothing to
   *     the queue meanwhile
   */
  ReceiverLink(String queue, Supplier<ServiceBusReceiverClient> receivers, Lock traffic) {
    this.queue = queue;
    this.receivers = receivers;
    this.traffic = traffic;
  }

  /**
   * Opens one if there is none; that needs no network.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  synchronized ServiceBusReceiverClient current() {
    if (closed) {
      throw new IllegalStateException("the pump of " + queue + " has stopped");
    }
    if (receiver == null) {
      receiver = receivers.get();
    }
    return receiver;
  }

  /**
   * Makes a request about a message in hand. If the receiver was closed under it, its successor
   * carries it once more.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  void request(Consumer<ServiceBusReceiverClient> request) {
    ServiceBusReceiverClient first = current();
    try {
      request.accept(first);
    } catch (RuntimeException e) {
      ServiceBusReceiverClient next = current();
      if (next == first) {
        throw e;
      }
      request.accept(next);
    }
  }

  /** Whoever calls {@link #current()} next gets a new one; a pending receive on this one ends. */
  void replace(ServiceBusReceiverClient broken, String why) {
    synchronized (this) {
      if (receiver != broken || closed) {
        return;
      }
      receiver = null;
      replaced++;
    }
    log.warn("new connection for queue {}: {}", queue, why);
    closeQuietly(broken);
  }

  synchronized long replaced() {
    return replaced;
  }

  /**
   * From now on no message comes: credit that the broker still has of us ends with its receiver.
   * What is in hand is settled over a successor, which is never asked for messages and so has no
   * credit to give.
   *
   * @param last the last receive; a message that this worker had sent before comes with it
   */
  void retire(Runnable last) {
    boolean quiet = isQuiet();
    try {
      last.run();
      closeCurrent();
    } finally {
      if (quiet) {
        traffic.unlock();
      }
    }
  }

  /** A send that hangs must not hold up the stop. */
  private boolean isQuiet() {
    try {
      return traffic.tryLock(PATIENCE.toMillis(), MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void closeCurrent() {
    ServiceBusReceiverClient last;
    synchronized (this) {
      last = receiver;
      receiver = null;
    }
    if (last != null) {
      closeQuietly(last);
    }
  }

  void close() {
    synchronized (this) {
      closed = true;
    }
    closeCurrent();
  }

  private void closeQuietly(ServiceBusReceiverClient client) {
    try {
      client.close();
    } catch (RuntimeException e) {
      log.info("closing a receiver of queue {} failed: {}", queue, e.toString());
    }
  }
}
