package io.poolwright.localazure.servicebus;

import io.poolwright.localazure.servicebus.queue.ChangeLog;
import io.poolwright.localazure.servicebus.queue.Entity;
import io.poolwright.localazure.servicebus.queue.Namespace;
import io.poolwright.localazure.servicebus.queue.Queue;
import io.poolwright.localazure.servicebus.queue.Rule;
import io.poolwright.localazure.servicebus.queue.Subscription;
import io.poolwright.localazure.servicebus.queue.Surroundings;
import io.poolwright.localazure.servicebus.queue.Topic;
import io.poolwright.localazure.servicebus.wire.AmqpCodec;
import io.poolwright.localazure.servicebus.wire.Durability;
import io.poolwright.localazure.servicebus.wire.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A running Service Bus on 127.0.0.1. */
public final class Broker implements AutoCloseable {
  private final EventLoop loop;

  private Broker(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Starts serving.
   *
   * @throws UncheckedIOException if the port is taken, or the journal cannot be read
   */
  public static Broker start(BrokerConfig config) {
    InstantSource clock = InstantSource.system();
    AmqpCodec codec = new AmqpCodec();
    try {
      ChangeLog changes = ChangeLog.forgetful();
      Namespace namespace = namespace(config, new Surroundings(clock, UUID::randomUUID, changes));
      var loop = new EventLoop(config.port(), namespace, Durability.none(), codec, clock);
      loop.start();
      return new Broker(loop);
    } catch (IOException e) {
      throw new UncheckedIOException("The broker cannot start on port " + config.port(), e);
    }
  }

  public int port() {
    return loop.port();
  }

  /** What every official client takes; the key is not checked. */
  public String connectionString() {
    return ("Endpoint=sb://127.0.0.1:%d;SharedAccessKeyName=RootManageSharedAccessKey;"
            + "SharedAccessKey=local;UseDevelopmentEmulator=true;")
        .formatted(port());
  }

  /** Ends it; clients see their connections drop. */
  @Override
  public void close() {
    loop.close();
  }

  private static Namespace namespace(BrokerConfig config, Surroundings world) {
    List<Entity> entities = new ArrayList<>();
    for (QueueConfig queue : config.queues()) {
      entities.add(
          new Queue(queue.name(), queue.settings(), queue.duplicateDetectionWindow(), world));
    }
    for (TopicConfig topic : config.topics()) {
      List<Subscription> subscriptions =
          topic.subscriptions().stream().map(s -> subscription(topic.name(), s, world)).toList();
      entities.add(new Topic(topic.name(), topic.duplicateDetectionWindow(), subscriptions, world));
    }
    return new Namespace(entities);
  }

  private static Subscription subscription(
      String topic, SubscriptionConfig config, Surroundings world) {
    List<Rule> rules = config.rules().stream().map(RuleConfig::rule).toList();
    return new Subscription(topic, config.name(), config.settings(), rules, world);
  }
}
