package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
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

  private final String queue;
  private final Supplier<ServiceBusReceiverClient> receivers;
  private @Nullable ServiceBusReceiverClient receiver;
  private boolean closed;
  private long replaced;

  ReceiverLink(String queue, Supplier<ServiceBusReceiverClient> receivers) {
    this.queue = queue;
    this.receivers = receivers;
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
   */
  void retire() {
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
    retire();
  }

  private void closeQuietly(ServiceBusReceiverClient client) {
    try {
      client.close();
    } catch (RuntimeException e) {
      log.info("closing a receiver of queue {} failed: {}", queue, e.toString());
    }
  }
}
