package io.poolwright.integration.servicebus;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusClientBuilder.ServiceBusReceiverClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.SubQueue;
import io.poolwright.contracts.Secret;
import io.poolwright.localazure.servicebus.Broker;
import io.poolwright.localazure.servicebus.BrokerConfig;
import io.poolwright.localazure.servicebus.QueueConfig;
import io.poolwright.localazure.servicebus.SubscriptionConfig;
import io.poolwright.localazure.servicebus.TopicConfig;
import io.poolwright.worker.servicebus.PumpLimits;
import io.poolwright.worker.servicebus.ServiceBus;
import io.poolwright.worker.servicebus.ServiceBusSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A broker with Poolwright's entities, and a plain client beside the worker's to look at them. */
final class LocalBus implements AutoCloseable {
  static final String REQUESTS = "provisioning-requests";
  static final String WAKEUPS = "provisioning-wakeups";
  static final String EVENTS = "provisioning-events";
  static final Duration LOCK = Duration.ofSeconds(5);
  static final int MOST_DELIVERIES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** As a worker has them, but hasty, and with two hands. */
  static final PumpLimits HASTY = hasty(2);

  static PumpLimits hasty(int concurrency) {
    return new PumpLimits(
        concurrency,
        LOCK,
        Duration.ofMinutes(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofMillis(50));
  }

  private final @Nullable Path journal;
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private Broker broker;
  private int sent;

  private LocalBus(@Nullable Path journal) {
    this.journal = journal;
    this.broker = Broker.start(config(0));
  }

  static LocalBus start() {
    return new LocalBus(null);
  }

  static LocalBus withJournal(Path directory) {
    return new LocalBus(directory);
  }

  private BrokerConfig config(int port) {
    Duration window = Duration.ofMinutes(10);
    var requests = new QueueConfig(REQUESTS, LOCK, MOST_DELIVERIES, window, null, false, false);
    var wakeups = new QueueConfig(WAKEUPS, LOCK, 10, window, null, false, false);
    var events = new TopicConfig(EVENTS, window, List.of(SubscriptionConfig.named("all")));
    return new BrokerConfig(port, journal, List.of(requests, wakeups), List.of(events));
  }

  int port() {
    return broker.port();
  }

  /** The worker's own adapter; closed with the bus. */
  ServiceBus worker(PumpLimits limits) {
    return worker(limits, port());
  }

  /** The same through another port. */
  ServiceBus worker(PumpLimits limits, int port) {
    String connection =
        broker.connectionString().replace("127.0.0.1:" + port(), "127.0.0.1:" + port);
    var settings =
        new ServiceBusSettings(new Secret(connection), null, REQUESTS, WAKEUPS, EVENTS, limits);
    return opened(new ServiceBus(settings, null, Clock.systemUTC()), ServiceBus::close);
  }

  /** Something to be closed before the bus, the last one first. */
  <T> T opened(T resource, Consumer<T> close) {
    closing.push(() -> close.accept(resource));
    return resource;
  }

  /** Sends further messages, whose bodies and ids are {@code m1}, {@code m2}… */
  void send(int count) {
    try (var sender = client().sender().queueName(REQUESTS).buildClient()) {
      sender.sendMessages(
          IntStream.rangeClosed(sent + 1, sent + count)
              .mapToObj(i -> new ServiceBusMessage("m" + i).setMessageId("m" + i))
              .toList());
    }
    sent += count;
  }

  /** Takes and completes so many messages, however long a busy machine needs for it. */
  List<ServiceBusReceivedMessage> take(int count) {
    List<ServiceBusReceivedMessage> all = new ArrayList<>();
    try (var receiver = client().receiver().queueName(REQUESTS).buildClient()) {
      Instant end = Instant.now().plus(PATIENCE);
      while (all.size() < count && Instant.now().isBefore(end)) {
        for (var message : receiver.receiveMessages(count - all.size(), Duration.ofSeconds(1))) {
          receiver.complete(message);
          all.add(message);
        }
      }
    }
    return all;
  }

  /** Takes and completes what is there to be taken at once. */
  List<ServiceBusReceivedMessage> takeAll() {
    return takeAll(receiver -> receiver.queueName(REQUESTS));
  }

  List<ServiceBusReceivedMessage> deadLetters() {
    return takeAll(receiver -> receiver.queueName(REQUESTS).subQueue(SubQueue.DEAD_LETTER_QUEUE));
  }

  List<ServiceBusReceivedMessage> events() {
    return takeAll(receiver -> receiver.topicName(EVENTS).subscriptionName("all"));
  }

  private List<ServiceBusReceivedMessage> takeAll(
      UnaryOperator<ServiceBusReceiverClientBuilder> from) {
    try (ServiceBusReceiverClient receiver = from.apply(client().receiver()).buildClient()) {
      List<ServiceBusReceivedMessage> all = new ArrayList<>();
      for (var message : receiver.receiveMessages(100, Duration.ofSeconds(3))) {
        receiver.complete(message);
        all.add(message);
      }
      return all;
    }
  }

  ServiceBusClientBuilder client() {
    return new ServiceBusClientBuilder().connectionString(broker.connectionString());
  }

  /** The broker goes away without a word. */
  void stopBroker() {
    broker.close();
  }

  void startBrokerAgain() {
    broker = Broker.start(config(broker.port()));
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
    broker.close();
  }
}
