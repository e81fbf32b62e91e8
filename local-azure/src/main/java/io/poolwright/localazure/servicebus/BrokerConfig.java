package io.poolwright.localazure.servicebus;

import io.poolwright.localazure.servicebus.queue.Entity;
import io.poolwright.localazure.servicebus.queue.Namespace;
import io.poolwright.localazure.servicebus.queue.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the broker serves.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param journalDirectory where everything acknowledged is kept; null to forget it at the end
 */
public record BrokerConfig(
    int port,
    @Nullable Path journalDirectory,
    @Nullable List<QueueConfig> queues,
    @Nullable List<TopicConfig> topics) {

  public BrokerConfig {
    queues = queues == null ? List.of() : List.copyOf(queues);
    topics = topics == null ? List.of() : List.copyOf(topics);
    Checks.require(port >= 0 && port <= 65_535, "port", "between 0 and 65535", port);
    Set<String> names = new HashSet<>();
    Stream.concat(queues.stream().map(QueueConfig::name), topics.stream().map(TopicConfig::name))
        .forEach(
            name ->
                Checks.require(names.add(name.toLowerCase(Locale.ROOT)), "name", "unique", name));
  }

  @Override
  public List<QueueConfig> queues() {
    return Objects.requireNonNull(queues);
  }

  @Override
  public List<TopicConfig> topics() {
    return Objects.requireNonNull(topics);
  }

  /** The entities, empty. */
  Namespace namespace(Surroundings world) {
    List<Entity> entities = new ArrayList<>();
    queues().forEach(queue -> entities.add(queue.entity(world)));
    topics().forEach(topic -> entities.add(topic.entity(world)));
    return new Namespace(entities);
  }
}
