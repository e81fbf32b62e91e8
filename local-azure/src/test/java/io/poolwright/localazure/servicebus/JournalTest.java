package io.poolwright.localazure.servicebus;

import static io.poolwright.localazure.servicebus.RunningBroker.message;
import static io.poolwright.localazure.servicebus.RunningBroker.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real Java client was told is true is still true after a restart. */
class JournalTest {
  @TempDir Path directory;

  private RunningBroker start() {
    QueueConfig queue =
        new QueueConfig("jobs", null, 0, Duration.ofMinutes(10), null, false, false);
    QueueConfig sessions = new QueueConfig("sessions", null, 0, null, null, false, true);
    return new RunningBroker(new BrokerConfig(0, directory, List.of(queue, sessions), List.of()));
  }

  @Test
  void everythingAcknowledgedIsThereAfterARestart() {
    long deferred;
    try (RunningBroker broker = start()) {
      broker.sender("jobs").sendMessages(List.of(message("1"), message("2"), message("3")));
      var receiver = broker.receiver("jobs");
      receiver.complete(next(receiver));
      ServiceBusReceivedMessage second = next(receiver);
      deferred = second.getSequenceNumber();
      receiver.defer(second);
      receiver.abandon(next(receiver));
      var acceptor = broker.client().sessionReceiver().queueName("sessions").buildClient();
      broker.keep(acceptor.acceptSession("s")).setSessionState(new byte[] {7});
    }

    try (RunningBroker broker = start()) {
      broker.sender("jobs").sendMessage(message("1"));
      var receiver = broker.receiver("jobs");

      ServiceBusReceivedMessage third = next(receiver);
      assertThat(third.getMessageId()).isEqualTo("3");
      assertThat(third.getDeliveryCount()).isEqualTo(1);
      assertThat(receiver.receiveDeferredMessage(deferred).getMessageId()).isEqualTo("2");
      assertThat(receiver.peekMessages(10, 1)).hasSize(2);
      var acceptor = broker.client().sessionReceiver().queueName("sessions").buildClient();
      assertThat(broker.keep(acceptor.acceptSession("s")).getSessionState()).containsExactly(7);
    }
  }

  @Test
  void aTornTailIsDroppedAndTheRestKept() throws IOException {
    try (RunningBroker broker = start()) {
      broker.sender("jobs").sendMessages(List.of(message("1"), message("2")));
    }
    Path file = directory.resolve("broker.journal");
    Files.write(file, new byte[] {0, 0, 1, 0, 1, 2, 3, 4, 5}, StandardOpenOption.APPEND);

    try (RunningBroker broker = start()) {
      assertThat(broker.receiver("jobs").peekMessages(10, 1)).hasSize(2);
      broker.sender("jobs").sendMessage(message("3"));
    }
    try (RunningBroker broker = start()) {
      assertThat(broker.receiver("jobs").peekMessages(10, 1)).hasSize(3);
    }
  }

  @Test
  void oneJournalBelongsToOneBroker() {
    try (RunningBroker broker = start()) {
      assertThat(broker.broker().port()).isPositive();
      assertThatThrownBy(this::start).isInstanceOf(UncheckedIOException.class);
    }
  }
}
