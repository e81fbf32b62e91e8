package io.poolwright.localazure.servicebus;

import io.poolwright.localazure.servicebus.queue.QueueSettings;
import io.poolwright.localazure.servicebus.queue.Rule;
import io.poolwright.localazure.servicebus.queue.Subscription;
import io.poolwright.localazure.servicebus.queue.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A topic's subscription. What is left out is as Azure has it.
 *
 * @param lockDuration PT1M if left out, at most PT5M
 * @param maxDeliveryCount 10 if left out or 0
 * @param defaultMessageTimeToLive null for no limit
 * @param rules if left out, the rule {@code $Default}, which takes everything; if empty, nothing
 */
public record SubscriptionConfig(
    String name,
    @Nullable Duration lockDuration,
    int maxDeliveryCount,
    @Nullable Duration defaultMessageTimeToLive,
    boolean deadLetteringOnMessageExpiration,
    boolean requiresSession,
    @Nullable List<RuleConfig> rules) {

  public SubscriptionConfig {
    name = Checks.name("subscriptions.name", name);
    lockDuration = Defaults.lockDuration(name + ".lockDuration", lockDuration);
    maxDeliveryCount = Defaults.maxDeliveryCount(name + ".maxDeliveryCount", maxDeliveryCount);
    Checks.positive(name + ".defaultMessageTimeToLive", defaultMessageTimeToLive);
    rules = rules == null ? List.of(RuleConfig.everything()) : List.copyOf(rules);
  }

  /** A subscription with Azure's defaults. */
  public static SubscriptionConfig named(String name) {
    return new SubscriptionConfig(name, null, 0, null, false, false, null);
  }

  @Override
  public Duration lockDuration() {
    return Objects.requireNonNull(lockDuration);
  }

  @Override
  public List<RuleConfig> rules() {
    return Objects.requireNonNull(rules);
  }

  Subscription subscription(String topic, Surroundings world) {
    QueueSettings settings =
        new QueueSettings(
            lockDuration(),
            maxDeliveryCount,
            defaultMessageTimeToLive,
            deadLetteringOnMessageExpiration,
            requiresSession);
    List<Rule> all = rules().stream().map(RuleConfig::rule).toList();
    return new Subscription(topic, name, settings, all, world);
  }
}
