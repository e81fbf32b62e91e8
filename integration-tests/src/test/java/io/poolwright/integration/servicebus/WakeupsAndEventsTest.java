package io.poolwright.integration.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.Step;
import io.poolwright.worker.engine.Settlement;
import io.poolwright.worker.engine.Wakeup;
import io.poolwright.worker.engine.WakeupCodec;
import io.poolwright.worker.engine.WakeupCodec.Decoded;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.servicebus.MessagePump;
import io.poolwright.worker.servicebus.ServiceBus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WakeupsAndEventsTest {
  private static final JobId JOB = new JobId("nightly-42");
  private static final URI SOURCE = URI.create("/poolwright/test");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final LocalBus bus = LocalBus.start();
  private final ServiceBus worker = bus.worker(LocalBus.HASTY);
  private final Map<Wakeup, Instant> arrivals = new ConcurrentHashMap<>();
  private final AtomicInteger deliveries = new AtomicInteger();

  @AfterEach
  void end() {
    bus.close();
  }

  @Test
  void aWakeupArrivesAtItsTimeAndOneOfThePastAtOnce() {
    listen();
    Instant begun = Instant.now();
    Instant later = begun.plusSeconds(3);
    var first = new Wakeup(JOB, 1);
    var second = new Wakeup(JOB, 2);

    worker.wakeups().schedule(second, later);
    worker.wakeups().schedule(first, begun.minusSeconds(60));

    await().until(() -> arrivals.containsKey(second));
    assertThat(arrivals.get(first)).isBefore(later);
    assertThat(arrivals.get(second)).isBetween(later.minusMillis(50), later.plusSeconds(2));
  }

  @Test
  void theSameWakeupTwiceIsDeliveredOnce() {
    var wakeup = new Wakeup(JOB, 7);
    worker.wakeups().schedule(wakeup, Instant.now().plusSeconds(1));
    worker.wakeups().schedule(wakeup, Instant.now());
    worker.wakeups().schedule(new Wakeup(JOB, 8), Instant.now().plusSeconds(1));

    listen();

    await().until(() -> arrivals.size() == 2);
    await().during(Duration.ofSeconds(1)).until(() -> deliveries.get() == 2);
  }

  @Test
  void eventsArriveInOrderAsCloudEvents() {
    List<JobEvent> events = LongStream.rangeClosed(1, 5).mapToObj(this::event).toList();

    worker.events(SOURCE).publish(events);

    List<ServiceBusReceivedMessage> received = bus.events();
    assertThat(received.stream().map(this::cloudEvent).map(CloudEvent::toJobEvent))
        .containsExactlyElementsOf(events);
    assertThat(received)
        .first()
        .satisfies(
            message -> {
              assertThat(message.getMessageId()).isEqualTo("nightly-42/1");
              assertThat(message.getCorrelationId()).isEqualTo("nightly-42");
              assertThat(message.getContentType()).isEqualTo("application/json");
              assertThat(message.getSubject())
                  .isEqualTo(message.getApplicationProperties().get("cloudEvents:type"));
              assertThat(message.getApplicationProperties())
                  .containsEntry("cloudEvents:source", "/poolwright/test");
            });
  }

  @Test
  void anEventThatIsPublishedTwiceArrivesOnce() {
    worker.events(SOURCE).publish(List.of(event(1)));
    worker.events(SOURCE).publish(List.of(event(1), event(2)));

    assertThat(bus.events().stream().map(ServiceBusReceivedMessage::getMessageId))
        .containsExactly("nightly-42/1", "nightly-42/2");
  }

  @Test
  void moreThanABatchHoldsArrivesInOrderToo() {
    String long90k = "x".repeat(90_000);
    List<JobEvent> events = LongStream.rangeClosed(1, 6).mapToObj(i -> event(i, long90k)).toList();

    worker.events(SOURCE).publish(events);

    assertThat(bus.events().stream().map(this::cloudEvent).map(CloudEvent::toJobEvent))
        .containsExactlyElementsOf(events);
  }

  @Test
  void anEventThatIsTooLargeFailsForGood() {
    List<JobEvent> events = List.of(event(1), event(2, "x".repeat(300_000)));

    CallFailed failed =
        catchThrowableOfType(CallFailed.class, () -> worker.events(SOURCE).publish(events));

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.PERMANENT);
    assertThat(failed.failure().code()).isEqualTo("ServiceBusMessageTooLarge");
    assertThat(failed.failure().detail()).contains("nightly-42/2");
  }

  private void listen() {
    var pump =
        worker.wakeupPump(
            delivery -> {
              if (WakeupCodec.decode(delivery.body()) instanceof Decoded.Valid valid) {
                arrivals.putIfAbsent(valid.wakeup(), Instant.now());
              }
              deliveries.incrementAndGet();
              return new Settlement.Complete();
            },
            () -> true);
    bus.opened(pump, MessagePump::stop).start();
  }

  private JobEvent event(long sequence) {
    return event(sequence, "Replicating");
  }

  private JobEvent event(long sequence, String reason) {
    var data = new EventData.Waiting(Step.WAIT_GENERALIZED, "Replicating", reason, NOON);
    return new JobEvent(JOB, sequence, NOON, data);
  }

  private CloudEvent cloudEvent(ServiceBusReceivedMessage message) {
    return CloudEvent.fromAmqp(message.getApplicationProperties(), message.getBody().toBytes());
  }
}
