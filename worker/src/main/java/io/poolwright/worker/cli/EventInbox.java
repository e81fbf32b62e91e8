package io.poolwright.worker.cli;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.JobId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The events of one job, each once: the topic carries those of all jobs, and may repeat them. */
final class EventInbox implements EventSource {
  private final JobId job;
  private final BlockingQueue<CloudEvent> events = new LinkedBlockingQueue<>();
  private final Set<String> seen = new HashSet<>();

  EventInbox(JobId job) {
    this.job = job;
  }

  void offer(ServiceBusReceivedMessage message) {
    try {
      offer(CloudEvent.fromAmqp(message.getApplicationProperties(), message.getBody().toBytes()));
    } catch (IllegalArgumentException e) {
      // Others may send to the topic what is no event of ours: it is not for us.
      return;
    }
  }

  synchronized void offer(CloudEvent event) {
    if (event.subject().equals(job.value()) && seen.add(event.id())) {
      events.add(event);
    }
  }

  @Override
  public Optional<CloudEvent> poll(Duration wait) {
    return EventSource.poll(events, wait);
  }
}
