package io.poolwright.integration.process;

import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Whoever subscribes to the events, with the SDK as it is. */
final class Subscriber implements AutoCloseable {
  /** Busy machines are slow, and what never comes is told no better by being told soon. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Queue<CloudEvent> heard = new ConcurrentLinkedQueue<>();
  private final ServiceBusProcessorClient processor;

  Subscriber(String connectionString) {
    processor =
        new ServiceBusClientBuilder()
            .connectionString(connectionString)
            .processor()
            .topicName("provisioning-events")
            .subscriptionName("all")
            .processMessage(
                context ->
                    heard.add(
                        CloudEvent.fromAmqp(
                            context.getMessage().getApplicationProperties(),
                            context.getMessage().getBody().toBytes())))
            .processError(context -> {})
            .buildProcessorClient();
    processor.start();
  }

  /** The events of a job, each once, in their order. */
  List<JobEvent> of(String job) {
    return heard.stream()
        .filter(event -> event.subject().equals(job))
        .map(CloudEvent::toJobEvent)
        .distinct()
        .sorted((a, b) -> Long.compare(a.sequence(), b.sequence()))
        .toList();
  }

  /** Waits for an event of a job. */
  void awaits(String job, Predicate<EventData> wanted) {
    await("an event of " + job)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> of(job).stream().anyMatch(event -> wanted.test(event.data())));
  }

  /** Waits for the end of a job and says what it was. */
  EventData endOf(String job) {
    awaits(job, EventData::isFinal);
    List<EventData> ends = of(job).stream().map(JobEvent::data).filter(EventData::isFinal).toList();
    if (ends.size() != 1) {
      throw new AssertionError("job " + job + " ended " + ends.size() + " times: " + ends);
    }
    return ends.get(0);
  }

  @Override
  public void close() {
    processor.close();
  }
}
