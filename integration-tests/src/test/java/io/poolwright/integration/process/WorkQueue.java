package io.poolwright.integration.process;

import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusClientBuilder.ServiceBusReceiverClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of the worker's queues, seen by somebody else. */
record WorkQueue(String connectionString, String name) {
  private static final int MOST = 100;

  private ServiceBusReceiverClientBuilder receiver() {
    return new ServiceBusClientBuilder()
        .connectionString(connectionString)
        .receiver()
        .queueName(name);
  }

  /** How many messages there are, held by somebody or not, when all that is scheduled is due. */
  int size() {
    try (var receiver = receiver().buildClient()) {
      return await("what is scheduled in " + name)
          .atMost(Subscriber.PATIENCE)
          .until(
              () -> receiver.peekMessages(MOST, 0).stream().toList(),
              all -> all.stream().allMatch(m -> m.getState() == ServiceBusMessageState.ACTIVE))
          .size();
    }
  }

  /** Takes so many messages, each once, and gives them back. */
  List<ServiceBusReceivedMessage> borrow(int count) {
    var taken = new ArrayList<ServiceBusReceivedMessage>();
    try (var receiver = receiver().buildClient()) {
      await(count + " messages of " + name)
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                int rest = count - taken.size();
                if (rest > 0) {
                  receiver.receiveMessages(rest, Duration.ofSeconds(1)).forEach(taken::add);
                }
                return taken.size() == count;
              });
      taken.forEach(receiver::abandon);
    }
    return taken;
  }

  /** Waits for a dead letter. */
  ServiceBusReceivedMessage deadLetter(String messageId) {
    try (var receiver = receiver().subQueue(SubQueue.DEAD_LETTER_QUEUE).buildClient()) {
      return await("the dead letter " + messageId)
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  receiver.peekMessages(MOST, 0).stream()
                      .filter(message -> messageId.equals(message.getMessageId()))
                      .findFirst()
                      .orElse(null),
              found -> found != null);
    }
  }
}
