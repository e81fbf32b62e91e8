package io.poolwright.worker.cli;

import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import io.poolwright.contracts.JobId;

/** Receives from a subscription as any consumer does: what it gets is taken, and gone. */
final class EventSubscriber implements AutoCloseable {
  private final ServiceBusProcessorClient processor;
  private final EventInbox inbox;

  private EventSubscriber(ServiceBusProcessorClient processor, EventInbox inbox) {
    this.processor = processor;
    this.inbox = inbox;
  }

  static EventSubscriber start(BusAddress bus, String subscription, JobId job) {
    var inbox = new EventInbox(job);
    var processor =
        bus.client()
            .processor()
            .topicName(bus.eventTopic())
            .subscriptionName(subscription)
            .maxConcurrentCalls(1)
            .processMessage(context -> inbox.offer(context.getMessage()))
            // The processor goes on by itself; a broker that is gone for good is seen elsewhere.
            .processError(context -> {})
            .buildProcessorClient();
    processor.start();
    return new EventSubscriber(processor, inbox);
  }

  EventInbox inbox() {
    return inbox;
  }

  @Override
  public void close() {
    processor.close();
  }
}
