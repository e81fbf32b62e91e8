package io.poolwright.worker.servicebus;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.JobEvent;
import io.poolwright.worker.engine.Events;
import java.net.URI;
import java.util.List;

/**
 * Publishes events on the topic as CloudEvents in binary mode: the attributes are application
 * properties, so that subscriptions can filter by them, and the body is the data.
 *
 * <p>One call is one batch where it fits, which the broker takes as a whole; what does not fit
 * follows in further batches, in order.
 */
final class ServiceBusEvents implements Events {
  private final ServiceBusSenderClient sender;
  private final URI source;

  ServiceBusEvents(ServiceBusSenderClient sender, URI source) {
    this.sender = sender;
    this.source = source;
  }

  @Override
  public void publish(List<JobEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    ServiceBusMessageBatch batch = newBatch();
    for (JobEvent event : events) {
      ServiceBusMessage message = message(CloudEvent.of(event, source));
      if (fits(message, batch)) {
        continue;
      }
      send(batch);
      batch = newBatch();
      if (!fits(message, batch)) {
        throw SendFailures.tooLarge(sender.getEntityPath(), "event " + event.id());
      }
    }
    send(batch);
  }

  // For a message that would not fit into an empty batch either, the SDK throws.
  private static boolean fits(ServiceBusMessage message, ServiceBusMessageBatch batch) {
    try {
      return batch.tryAddMessage(message);
    } catch (ServiceBusException e) {
      return false;
    }
  }

  private static ServiceBusMessage message(CloudEvent event) {
    var message =
        new ServiceBusMessage(BinaryData.fromBytes(event.body()))
            .setMessageId(event.id())
            .setCorrelationId(event.subject())
            .setSubject(event.type())
            .setContentType(CloudEvent.CONTENT_TYPE);
    message.getApplicationProperties().putAll(event.amqpProperties());
    return message;
  }

  private ServiceBusMessageBatch newBatch() {
    try {
      return sender.createMessageBatch();
    } catch (RuntimeException e) {
      throw SendFailures.of(sender.getEntityPath(), e);
    }
  }

  private void send(ServiceBusMessageBatch batch) {
    if (batch.getCount() == 0) {
      return;
    }
    try {
      sender.sendMessages(batch);
    } catch (RuntimeException e) {
      throw SendFailures.of(sender.getEntityPath(), e);
    }
  }
}
