package io.poolwright.localazure.servicebus;

import io.poolwright.localazure.servicebus.queue.Subscription;
import io.poolwright.localazure.servicebus.queue.Surroundings;
import io.poolwright.localazure.servicebus.queue.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A topic.
 *
 * @param duplicateDetectionWindow null for no duplicate detection
 */
public record TopicConfig(
    String name,
    @Nullable Duration duplicateDetectionWindow,
    @Nullable List<SubscriptionConfig> subscriptions) {

  public TopicConfig {
    name = Checks.name("topics.name", name);
    Checks.positive(name + ".duplicateDetectionWindow", duplicateDetectionWindow);
    subscriptions = subscriptions == null ? List.of() : List.copyOf(subscriptions);
  }

  @Override
  public List<SubscriptionConfig> subscriptions() {
    return Objects.requireNonNull(subscriptions);
  }

  Topic entity(Surroundings world) {
    List<Subscription> all =
        subscriptions().stream().map(config -> config.subscription(name, world)).toList();
    return new Topic(name, duplicateDetectionWindow, all, world);
  }
}
