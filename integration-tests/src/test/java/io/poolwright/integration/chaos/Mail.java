package io.poolwright.integration.chaos;

import com.azure.core.amqp.AmqpRetryMode;
import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends to the workers' queues, and looks into them and at the events without taking anything. */
final class Mail implements AutoCloseable {
  static final String REQUESTS = "provisioning-requests";
  static final String WAKEUPS = "provisioning-wakeups";
  private static final int PAGE = 250;

  private final String connectionString;
  private final ServiceBusSenderClient requests;
  private final ServiceBusSenderClient wakeups;

  Mail(String connectionString) {
    this.connectionString = connectionString;
    this.requests = client().sender().queueName(REQUESTS).buildClient();
    this.wakeups = client().sender().queueName(WAKEUPS).buildClient();
  }

  private ServiceBusClientBuilder client() {
    return new ServiceBusClientBuilder()
        .connectionString(connectionString)
        .retryOptions(
            new AmqpRetryOptions()
                .setMode(AmqpRetryMode.FIXED)
                .setDelay(Duration.ofSeconds(1))
                .setMaxDelay(Duration.ofSeconds(10))
                .setTryTimeout(Duration.ofSeconds(5)));
  }

  /**
   * Sends a message.
   *
   * @throws RuntimeException if nobody has confirmed it; it may have arrived, and the queue drops a
   *     repeated id
   */
  void request(String messageId, String body) {
    send(requests, messageId, body);
  }

  void wakeup(String messageId, String body) {
    send(wakeups, messageId, body);
  }

  private static void send(ServiceBusSenderClient sender, String messageId, String body) {
    sender.sendMessage(
        new ServiceBusMessage(BinaryData.fromString(body))
            .setMessageId(messageId)
            .setContentType("application/json"));
  }

  /** All that lies in a queue, locked or scheduled messages too. */
  List<ServiceBusReceivedMessage> inQueue(String queue) {
    try (var receiver = client().receiver().queueName(queue).buildClient()) {
      return from(receiver, 0);
    }
  }

  List<ServiceBusReceivedMessage> deadLetters(String queue) {
    try (var receiver =
        client().receiver().queueName(queue).subQueue(SubQueue.DEAD_LETTER_QUEUE).buildClient()) {
      return from(receiver, 0);
    }
  }

  /** The events from this sequence number of the broker on. */
  List<ServiceBusReceivedMessage> events(long from) {
    try (var receiver =
        client()
            .receiver()
            .topicName("provisioning-events")
            .subscriptionName("all")
            .buildClient()) {
      return from(receiver, from);
    }
  }

  private static List<ServiceBusReceivedMessage> from(
      ServiceBusReceiverClient receiver, long from) {
    var all = new ArrayList<ServiceBusReceivedMessage>();
    long next = from;
    List<ServiceBusReceivedMessage> page;
    do {
      page = receiver.peekMessages(PAGE, next).stream().toList();
      all.addAll(page);
      next = page.isEmpty() ? next : page.get(page.size() - 1).getSequenceNumber() + 1;
    } while (!page.isEmpty());
    return all;
  }

  @Override
  public void close() {
    requests.close();
    wakeups.close();
  }
}
