package io.poolwright.integration.servicebus;

import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.poolwright.worker.contract.QueueContract;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** What the SDK's own clients show of a queue. */
class QueueOfBusContractTest extends QueueContract {
  private final LocalBus bus = LocalBus.start();
  private final ServiceBusSenderClient sender =
      bus.opened(
          bus.client().sender().queueName(LocalBus.REQUESTS).buildClient(),
          ServiceBusSenderClient::close);

  private record HeldByUs(ServiceBusReceiverClient receiver, ServiceBusReceivedMessage message)
      implements Held {
    @Override
    public String id() {
      return message.getMessageId();
    }

    /** The SDK counts the deliveries before this one. */
    @Override
    public long delivery() {
      return message.getDeliveryCount() + 1;
    }

    @Override
    public boolean complete() {
      try {
        receiver.complete(message);
        return true;
      } catch (ServiceBusException e) {
        return false;
      }
    }

    @Override
    public void abandon() {
      receiver.abandon(message);
    }
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Override
  protected void send(String id, Duration after) {
    var message = new ServiceBusMessage(id).setMessageId(id);
    if (!after.isZero()) {
      message.setScheduledEnqueueTime(Instant.now().plus(after).atOffset(ZoneOffset.UTC));
    }
    sender.sendMessage(message);
  }

  /** By a link of its own: one that has waited in vain may be given a message that nobody reads. */
  @Override
  protected Optional<Held> receive(Duration patience) {
    ServiceBusReceiverClient receiver =
        bus.client()
            .receiver()
            .queueName(LocalBus.REQUESTS)
            // Else the SDK renews the lock in secret.
            .maxAutoLockRenewDuration(Duration.ZERO)
            .buildClient();
    Optional<Held> held = received(receiver, patience);
    if (held.isEmpty()) {
      receiver.close();
    } else {
      bus.opened(receiver, ServiceBusReceiverClient::close);
    }
    return held;
  }

  private static Optional<Held> received(ServiceBusReceiverClient receiver, Duration patience) {
    return receiver.receiveMessages(1, patience).stream()
        .findFirst()
        .map(message -> new HeldByUs(receiver, message));
  }

  @Override
  protected void pass(Duration time) {
    Instant end = Instant.now().plus(time);
    await().atMost(time.plusSeconds(5)).until(() -> Instant.now().isAfter(end));
  }

  @Override
  protected Duration lock() {
    return LocalBus.LOCK;
  }

  @Override
  protected int mostDeliveries() {
    return LocalBus.MOST_DELIVERIES;
  }

  @Override
  protected List<String> dead() {
    return bus.deadLetters().stream()
        .map(message -> message.getMessageId() + ": " + message.getDeadLetterReason())
        .toList();
  }
}
