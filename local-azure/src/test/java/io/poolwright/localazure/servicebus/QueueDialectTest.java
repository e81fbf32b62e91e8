package io.poolwright.localazure.servicebus;

import static io.poolwright.localazure.servicebus.RunningBroker.message;
import static io.poolwright.localazure.servicebus.RunningBroker.next;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.models.AmqpMessageId;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.AbandonOptions;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The real Java client's everyday operations on queues. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueDialectTest {
  private static final List<String> QUEUES =
      List.of("plain", "batch", "defer", "dead", "peek", "abandon");

  private RunningBroker broker;

  @BeforeAll
  void start() {
    broker =
        new RunningBroker(
            RunningBroker.config(QUEUES.stream().map(QueueConfig::named).toList(), List.of()));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void aMessageArrivesAsItWasSentAndIsGoneWhenCompleted() {
    var sent = message("m1").setSubject("subject").setCorrelationId("c1");
    sent.getApplicationProperties().put("attempt", 3);
    broker.sender("plain").sendMessage(sent);
    var receiver = broker.receiver("plain");

    ServiceBusReceivedMessage received = next(receiver);

    assertThat(received.getBody()).hasToString("body of m1");
    assertThat(received.getMessageId()).isEqualTo("m1");
    assertThat(received.getSubject()).isEqualTo("subject");
    assertThat(received.getApplicationProperties()).containsEntry("attempt", 3);
    assertThat(received.getDeliveryCount()).isZero();
    assertThat(received.getSequenceNumber()).isEqualTo(1);
    assertThat(received.getLockedUntil()).isAfter(received.getEnqueuedTime());
    receiver.complete(received);
    assertThat(RunningBroker.isEmpty(receiver)).isTrue();
  }

  @Test
  void aBatchArrivesInOrder() {
    var sender = broker.sender("batch");
    ServiceBusMessageBatch batch = sender.createMessageBatch();
    IntStream.range(0, 50)
        .forEach(i -> assertThat(batch.tryAddMessage(message("b%02d".formatted(i)))).isTrue());
    sender.sendMessages(batch);

    List<String> ids =
        broker.deletingReceiver("batch").receiveMessages(50, Duration.ofSeconds(10)).stream()
            .map(ServiceBusReceivedMessage::getMessageId)
            .toList();

    assertThat(ids).startsWith("b00", "b01", "b02").isSorted();
  }

  @Test
  void abandoningRaisesTheDeliveryCountAndChangesProperties() {
    broker.sender("abandon").sendMessage(message("a1"));
    var receiver = broker.receiver("abandon");

    receiver.abandon(
        next(receiver), new AbandonOptions().setPropertiesToModify(Map.of("why", "busy")));

    ServiceBusReceivedMessage again = next(receiver);
    assertThat(again.getDeliveryCount()).isEqualTo(1);
    assertThat(again.getApplicationProperties()).containsEntry("why", "busy");
    receiver.complete(again);
  }

  @Test
  void aDeferredMessageIsReceivedByItsNumberOnly() {
    broker.sender("defer").sendMessage(message("d1"));
    var receiver = broker.receiver("defer");
    ServiceBusReceivedMessage received = next(receiver);

    receiver.defer(received);

    ServiceBusReceivedMessage deferred =
        receiver.receiveDeferredMessage(received.getSequenceNumber());
    assertThat(deferred.getMessageId()).isEqualTo("d1");
    receiver.complete(deferred);
    assertThat(RunningBroker.isEmpty(receiver)).isTrue();
  }

  @Test
  void aDeadLetteredMessageSaysWhy() {
    broker.sender("dead").sendMessage(message("x1"));
    var receiver = broker.receiver("dead");

    receiver.deadLetter(
        next(receiver),
        new DeadLetterOptions()
            .setDeadLetterReason("bad")
            .setDeadLetterErrorDescription("quite bad"));

    var dead = broker.deadLetters("dead");
    ServiceBusReceivedMessage message = next(dead);
    assertThat(message.getDeadLetterReason()).isEqualTo("bad");
    assertThat(message.getDeadLetterErrorDescription()).isEqualTo("quite bad");
    assertThat(message.getBody()).hasToString("body of x1");
    dead.complete(message);
    assertThat(RunningBroker.isEmpty(dead)).isTrue();
  }

  @Test
  void peekingShowsMessagesInOrderAndTakesNone() {
    broker.sender("peek").sendMessages(List.of(message("p1"), message("p2"), message("p3")));
    var receiver = broker.receiver("peek");

    assertThat(receiver.peekMessages(2, 1).stream().map(ServiceBusReceivedMessage::getMessageId))
        .containsExactly("p1", "p2");
    assertThat(receiver.peekMessages(10, 1)).hasSize(3);
  }

  @Test
  void anUnknownEntityIsSaidToBeUnknown() {
    var sender = broker.sender("nowhere");

    assertThatThrownBy(() -> sender.sendMessage(message("n1")))
        .isInstanceOfSatisfying(
            ServiceBusException.class,
            e ->
                assertThat(e.getReason())
                    .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND));
  }

  @Test
  void identifiersLongerThanTheServiceTakesAreRefused() {
    var sender = broker.sender("plain");
    String tooLong = "x".repeat(129);

    assertThatThrownBy(() -> sender.scheduleMessage(rawId(tooLong), OffsetDateTime.now(UTC)))
        .isInstanceOf(ServiceBusException.class)
        .hasMessageContaining("MessageId");
  }

  /** The client checks the length in its setter, so the id goes by the raw message. */
  private static ServiceBusMessage rawId(String id) {
    var message = message("short");
    message.getRawAmqpMessage().getProperties().setMessageId(new AmqpMessageId(id));
    return message;
  }
}
