package io.poolwright.localazure.servicebus;

import io.poolwright.localazure.servicebus.queue.Queue;
import io.poolwright.localazure.servicebus.queue.QueueSettings;
import io.poolwright.localazure.servicebus.queue.Surroundings;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue. What is left out is as Azure has it.
 *
 * @param lockDuration PT1M if left out, at most PT5M
 * @param maxDeliveryCount 10 if left out or 0
 * @param duplicateDetectionWindow null for no duplicate detection
 * @param defaultMessageTimeToLive null for no limit
 */
public record QueueConfig(
    String name,
    @Nullable Duration lockDuration,
    int maxDeliveryCount,
    @Nullable Duration duplicateDetectionWindow,
    @Nullable Duration defaultMessageTimeToLive,
    boolean deadLetteringOnMessageExpiration,
    boolean requiresSession) {

  public QueueConfig {
    name = Checks.name("queues.name", name);
    lockDuration = Defaults.lockDuration(name + ".lockDuration", lockDuration);
    maxDeliveryCount = Defaults.maxDeliveryCount(name + ".maxDeliveryCount", maxDeliveryCount);
    Checks.positive(name + ".duplicateDetectionWindow", duplicateDetectionWindow);
    Checks.positive(name + ".defaultMessageTimeToLive", defaultMessageTimeToLive);
  }

  /** A queue with Azure's defaults. */
  public static QueueConfig named(String name) {
    return new QueueConfig(name, null, 0, null, null, false, false);
  }

  @Override
  public Duration lockDuration() {
    return Objects.requireNonNull(lockDuration);
  }

  Queue entity(Surroundings world) {
    QueueSettings settings =
        new QueueSettings(
            lockDuration(),
            maxDeliveryCount,
            defaultMessageTimeToLive,
            deadLetteringOnMessageExpiration,
            requiresSession);
    return new Queue(name, settings, duplicateDetectionWindow, world);
  }
}
