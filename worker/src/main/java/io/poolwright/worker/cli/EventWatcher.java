package io.poolwright.worker.cli;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;

/**
 * Peeks at a subscription that nobody receives from: any number can watch, and nobody takes
 * anything from another. What is older than the subscription's time to live is not seen.
 */
final class EventWatcher implements AutoCloseable {
  private static final int PAGE = 100;

  private final ServiceBusReceiverClient receiver;
  private final String subscription;
  private final EventInbox inbox;
  private long next = 1;

  EventWatcher(BusAddress bus, String subscription, EventInbox inbox) {
    this.receiver =
        bus.client()
            .receiver()
            .topicName(bus.eventTopic())
            .subscriptionName(subscription)
            .buildClient();
    this.subscription = subscription;
    this.inbox = inbox;
  }

  /** Looks once at all that is new. */
  void look() {
    int found;
    do {
      found = 0;
      for (ServiceBusReceivedMessage message : page()) {
        inbox.offer(message);
        next = message.getSequenceNumber() + 1;
        found++;
      }
    } while (found == PAGE);
  }

  private Iterable<ServiceBusReceivedMessage> page() {
    try {
      return receiver.peekMessages(PAGE, next).stream().toList();
    } catch (ServiceBusException | AmqpException | IllegalStateException e) {
      throw CommandFailed.unreachable(
          "Subscription %s cannot be looked at: %s".formatted(subscription, e.getMessage()));
    }
  }

  @Override
  public void close() {
    receiver.close();
  }
}
