package io.poolwright.localazure.servicebus;

import static io.poolwright.localazure.servicebus.RunningBroker.message;
import static io.poolwright.localazure.servicebus.RunningBroker.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusTransactionContext;
import com.azure.messaging.servicebus.models.CompleteOptions;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions, by the real Java client: within one queue, and across several. */
class TransactionDialectTest {
  private static final String SPANS = "Local transactions cannot span multiple top-level entities";

  private final RunningBroker broker =
      new RunningBroker(
          RunningBroker.config(
              List.of(
                  new QueueConfig("source", Duration.ofSeconds(3), 10, null, null, false, false),
                  QueueConfig.named("target")),
              List.of()));
  private final ServiceBusClientBuilder plain = broker.client();
  private final ServiceBusClientBuilder across = broker.client().enableCrossEntityTransactions();

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aCommitSendsAndCompletesTogether() {
    broker.sender("source").sendMessage(message("in"));
    var receiver = receiver(across, "source", SubQueue.NONE);
    ServiceBusReceivedMessage in = next(receiver);

    ServiceBusTransactionContext transaction =
        replaced(receiver, in, broker.keep(across.sender().queueName("target").buildClient()));
    assertThat(RunningBroker.isEmpty(broker.receiver("target"))).isTrue();
    receiver.commitTransaction(transaction);

    assertThat(next(broker.receiver("target")).getMessageId()).isEqualTo("out");
    assertThat(RunningBroker.isEmpty(broker.receiver("source"))).isTrue();
  }

  @Test
  void aRollbackLeavesTheMessageAndSendsNothing() {
    broker.sender("source").sendMessage(message("in"));
    var receiver = receiver(across, "source", SubQueue.NONE);
    ServiceBusReceivedMessage in = next(receiver);

    receiver.rollbackTransaction(
        replaced(receiver, in, broker.keep(across.sender().queueName("target").buildClient())));

    assertThat(RunningBroker.isEmpty(broker.receiver("target"))).isTrue();
    assertThat(next(broker.receiver("source")).getMessageId()).isEqualTo("in");
  }

  @Test
  void withoutATransferATransactionStaysWithinOneQueue() {
    broker.sender("source").sendMessage(message("in"));
    var receiver = receiver(plain, "source", SubQueue.NONE);
    ServiceBusReceivedMessage in = next(receiver);

    ServiceBusTransactionContext transaction =
        replaced(receiver, in, broker.keep(plain.sender().queueName("target").buildClient()));

    assertThatThrownBy(() -> receiver.commitTransaction(transaction))
        .hasStackTraceContaining("one of its operations had been refused");
    assertThat(RunningBroker.isEmpty(broker.receiver("target"))).isTrue();
    assertThat(next(broker.receiver("source")).getMessageId()).isEqualTo("in");
  }

  @Test
  void whatIsTransferredThroughOneQueueCannotBeReceivedFromAnother() {
    broker.sender("source").sendMessage(message("in"));
    broker.sender("target").sendMessage(message("other"));
    ServiceBusReceivedMessage in = next(receiver(across, "source", SubQueue.NONE));
    assertThat(in.getMessageId()).isEqualTo("in");
    var other = receiver(across, "target", SubQueue.NONE);

    assertThatThrownBy(() -> next(other)).hasStackTraceContaining(SPANS);
  }

  @Test
  void aDeadLetterAndTheCopyInItsQueueAreOneMatter() {
    for (ServiceBusClientBuilder client : List.of(plain, across)) {
      ServiceBusReceiverClient dead = deadLetter(client);
      ServiceBusReceivedMessage in = next(dead);

      dead.commitTransaction(
          replaced(dead, in, broker.keep(client.sender().queueName("source").buildClient())));

      assertThat(RunningBroker.isEmpty(broker.deadLetters("source"))).isTrue();
      assertThat(next(broker.deletingReceiver("source")).getMessageId()).isEqualTo("out");
    }
  }

  @Test
  void aClientThatDiesBeforeItsCommitHasDoneNothing() {
    ServiceBusReceiverClient dead = deadLetter(across);
    ServiceBusReceivedMessage in = next(dead);
    ServiceBusSenderClient sender = across.sender().queueName("source").buildClient();
    assertThat(replaced(dead, in, sender)).isNotNull();

    sender.close();
    dead.close();

    assertThat(next(broker.deadLetters("source")).getMessageId()).isEqualTo("in");
    assertThat(RunningBroker.isEmpty(broker.receiver("source"))).isTrue();
  }

  private ServiceBusReceiverClient deadLetter(ServiceBusClientBuilder client) {
    broker.sender("source").sendMessage(message("in"));
    var receiver = broker.receiver("source");
    receiver.deadLetter(next(receiver));
    return receiver(client, "source", SubQueue.DEAD_LETTER_QUEUE);
  }

  /** Sends another message in its place, but does not commit. */
  private static ServiceBusTransactionContext replaced(
      ServiceBusReceiverClient receiver, ServiceBusReceivedMessage in, ServiceBusSenderClient to) {
    ServiceBusTransactionContext transaction = receiver.createTransaction();
    receiver.complete(in, new CompleteOptions().setTransactionContext(transaction));
    to.sendMessage(message("out"), transaction);
    return transaction;
  }

  private ServiceBusReceiverClient receiver(
      ServiceBusClientBuilder client, String queue, SubQueue subQueue) {
    return broker.keep(
        client
            .receiver()
            .queueName(queue)
            .subQueue(subQueue)
            .maxAutoLockRenewDuration(Duration.ZERO)
            .disableAutoComplete()
            .buildClient());
  }
}
