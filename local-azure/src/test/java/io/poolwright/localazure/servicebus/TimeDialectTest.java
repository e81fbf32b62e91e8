package io.poolwright.localazure.servicebus;

import static io.poolwright.localazure.servicebus.RunningBroker.message;
import static io.poolwright.localazure.servicebus.RunningBroker.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What time does to messages, seen by the real Java client: locks, expiry, schedules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeDialectTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LOCK = Duration.ofSeconds(2);

  private RunningBroker broker;

  private static QueueConfig queue(
      String name, int maxDeliveries, @Nullable Duration window, @Nullable Duration timeToLive) {
    return new QueueConfig(name, LOCK, maxDeliveries, window, timeToLive, true, false);
  }

  @BeforeAll
  void start() {
    broker =
        new RunningBroker(
            RunningBroker.config(
                List.of(
                    queue("locks", 10, null, null),
                    queue("renewed", 10, null, null),
                    queue("twice", 2, null, null),
                    queue("short", 10, null, SECOND),
                    queue("own", 10, null, null),
                    queue("later", 10, null, null),
                    queue("cancelled", 10, null, null),
                    queue("once", 10, Duration.ofMinutes(10), null)),
                List.of()));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void aLockThatExpiredGivesTheMessageToAnotherReceiverAndCounts() {
    broker.sender("locks").sendMessage(message("l1"));
    var first = broker.receiver("locks");
    ServiceBusReceivedMessage lost = next(first);

    var second = broker.receiver("locks");
    ServiceBusReceivedMessage again = next(second);

    assertThat(again.getDeliveryCount()).isEqualTo(1);
    assertThatThrownBy(() -> first.complete(lost))
        .isInstanceOfSatisfying(
            ServiceBusException.class,
            e -> assertThat(e.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGE_LOCK_LOST));
    second.complete(again);
  }

  @Test
  void aRenewedLockOutlivesItsFirstEnd() {
    broker.sender("renewed").sendMessage(message("r1"));
    var receiver = broker.receiver("renewed");
    ServiceBusReceivedMessage held = next(receiver);
    OffsetDateTime firstEnd = held.getLockedUntil();
    await().pollDelay(SECOND).until(() -> receiver.renewMessageLock(held).isAfter(firstEnd));

    await().until(() -> OffsetDateTime.now(firstEnd.getOffset()).isAfter(firstEnd));

    receiver.complete(held);
    assertThat(RunningBroker.isEmpty(receiver)).isTrue();
  }

  @Test
  void theLastDeliveryThatCountsMakesItADeadLetter() {
    broker.sender("twice").sendMessage(message("t1"));
    var receiver = broker.receiver("twice");

    receiver.abandon(next(receiver));
    receiver.abandon(next(receiver));

    ServiceBusReceivedMessage dead = next(broker.deadLetters("twice"));
    assertThat(dead.getDeadLetterReason()).isEqualTo("MaxDeliveryCountExceeded");
    assertThat(dead.getDeadLetterSource()).isEqualTo("twice");
  }

  @Test
  void aMessageOlderThanTheQueueAllowsIsADeadLetter() {
    broker.sender("short").sendMessage(message("e1"));

    ServiceBusReceivedMessage dead = next(broker.deadLetters("short"));

    assertThat(dead.getDeadLetterReason()).isEqualTo("TTLExpiredException");
    assertThat(RunningBroker.isEmpty(broker.receiver("short"))).isTrue();
  }

  @Test
  void aMessageOlderThanItWantsToBeIsADeadLetter() {
    broker.sender("own").sendMessage(message("o1").setTimeToLive(SECOND));

    assertThat(next(broker.deadLetters("own")).getDeadLetterReason())
        .isEqualTo("TTLExpiredException");
  }

  @Test
  void aScheduledMessageComesAtItsTimeByEitherWay() {
    var sender = broker.sender("later");
    OffsetDateTime due = OffsetDateTime.now(java.time.ZoneOffset.UTC).plus(LOCK);
    long number = sender.scheduleMessage(message("managed"), due);
    sender.sendMessage(message("sent").setScheduledEnqueueTime(due));
    var receiver = broker.receiver("later");

    assertThat(receiver.peekMessage(1).getState()).isEqualTo(ServiceBusMessageState.SCHEDULED);
    ServiceBusReceivedMessage first = next(receiver);
    receiver.complete(first);
    ServiceBusReceivedMessage second = next(receiver);
    receiver.complete(second);

    assertThat(List.of(first.getMessageId(), second.getMessageId()))
        .containsExactly("managed", "sent");
    assertThat(first.getEnqueuedTime())
        .isAfterOrEqualTo(due.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    assertThat(first.getSequenceNumber()).isGreaterThan(number);
  }

  @Test
  void aCancelledMessageNeverComes() {
    var sender = broker.sender("cancelled");
    OffsetDateTime due = OffsetDateTime.now(java.time.ZoneOffset.UTC).plus(SECOND);
    long number = sender.scheduleMessage(message("c1"), due);
    sender.scheduleMessage(message("c2"), due);

    sender.cancelScheduledMessage(number);

    var receiver = broker.receiver("cancelled");
    ServiceBusReceivedMessage only = next(receiver);
    assertThat(only.getMessageId()).isEqualTo("c2");
    receiver.complete(only);
    assertThat(RunningBroker.isEmpty(receiver)).isTrue();
  }

  @Test
  void aMessageIdCountsOnceWithinTheWindowScheduledOrNot() {
    var sender = broker.sender("once");
    sender.sendMessages(List.of(message("d1"), message("d1"), message("d2")));
    sender.scheduleMessage(
        message("d2"), OffsetDateTime.now(java.time.ZoneOffset.UTC).plusHours(1));

    assertThat(broker.receiver("once").peekMessages(10, 1)).hasSize(2);
  }
}
