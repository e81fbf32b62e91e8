package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.poolwright.contracts.Traceparent;
import io.poolwright.worker.engine.Delivery;
import java.time.Instant;
import java.util.Optional;

/** A message in hand. */
final class LockedMessage implements Delivery {
  private final ServiceBusReceivedMessage message;
  private final Lease lease;

  LockedMessage(ServiceBusReceivedMessage message, Lease lease) {
    this.message = message;
    this.lease = lease;
  }

  @Override
  public byte[] body() {
    return MessageBody.of(message);
  }

  @Override
  public long deliveryCount() {
    return message.getDeliveryCount();
  }

  @Override
  public Optional<Traceparent> traceparent() {
    return Traceparent.in(message.getApplicationProperties());
  }

  @Override
  public Instant lockedUntil() {
    return lease.until();
  }

  ServiceBusReceivedMessage message() {
    return message;
  }

  Lease lease() {
    return lease;
  }

  /** For logs: never the body, which may hold a SAS. */
  @Override
  public String toString() {
    return "message %s (delivered %d times before)"
        .formatted(LogText.of(message.getMessageId()), deliveryCount());
  }
}
