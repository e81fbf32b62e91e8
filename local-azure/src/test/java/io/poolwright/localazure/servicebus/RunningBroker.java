package io.poolwright.localazure.servicebus;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker and the real Java client's parts against it; closes all of them. */
final class RunningBroker implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final AtomicInteger names = new AtomicInteger();
  private final Deque<Runnable> open = new ArrayDeque<>();
  private final Broker broker;

  RunningBroker(BrokerConfig config) {
    broker = Broker.start(config);
  }

  static BrokerConfig config(List<QueueConfig> queues, List<TopicConfig> topics) {
    return new BrokerConfig(0, null, queues, topics);
  }

  Broker broker() {
    return broker;
  }

  String freshId() {
    return "id-" + names.incrementAndGet();
  }

  ServiceBusClientBuilder client() {
    return new ServiceBusClientBuilder().connectionString(broker.connectionString());
  }

  ServiceBusSenderClient sender(String queue) {
    return keep(client().sender().queueName(queue).buildClient());
  }

  ServiceBusSenderClient topicSender(String topic) {
    return keep(client().sender().topicName(topic).buildClient());
  }

  ServiceBusReceiverClient receiver(String queue) {
    return keep(
        client()
            .receiver()
            .queueName(queue)
            .maxAutoLockRenewDuration(Duration.ZERO)
            .disableAutoComplete()
            .buildClient());
  }

  ServiceBusReceiverClient deletingReceiver(String queue) {
    return keep(
        client()
            .receiver()
            .queueName(queue)
            .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
            .buildClient());
  }

  ServiceBusReceiverClient deadLetters(String queue) {
    return keep(
        client()
            .receiver()
            .queueName(queue)
            .subQueue(SubQueue.DEAD_LETTER_QUEUE)
            .maxAutoLockRenewDuration(Duration.ZERO)
            .disableAutoComplete()
            .buildClient());
  }

  ServiceBusReceiverClient subscriber(String topic, String subscription) {
    return keep(
        client()
            .receiver()
            .topicName(topic)
            .subscriptionName(subscription)
            .maxAutoLockRenewDuration(Duration.ZERO)
            .disableAutoComplete()
            .buildClient());
  }

  static ServiceBusReceivedMessage next(ServiceBusReceiverClient receiver) {
    return receiver.receiveMessages(1, WAIT).stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing came"));
  }

  static boolean isEmpty(ServiceBusReceiverClient receiver) {
    return receiver.peekMessage(1) == null;
  }

  static ServiceBusMessage message(String id) {
    return new ServiceBusMessage("body of " + id).setMessageId(id);
  }

  ServiceBusSenderClient keep(ServiceBusSenderClient client) {
    open.push(client::close);
    return client;
  }

  ServiceBusReceiverClient keep(ServiceBusReceiverClient client) {
    open.push(client::close);
    return client;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
    broker.close();
  }
}
