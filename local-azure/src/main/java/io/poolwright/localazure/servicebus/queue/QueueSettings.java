package io.poolwright.localazure.servicebus.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a queue or subscription behaves.
 *
 * @param maxDeliveryCount after this many deliveries a message is dead-lettered
 * @param defaultTimeToLive the longest a message may live; null for no limit
 */
public record QueueSettings(
    Duration lockDuration,
    int maxDeliveryCount,
    @Nullable Duration defaultTimeToLive,
    boolean deadLetterOnExpiration,
    boolean requiresSession) {

  /** A dead-letter queue keeps everything for ever and knows no sessions. */
  QueueSettings forDeadLetters() {
    return new QueueSettings(lockDuration, Integer.MAX_VALUE, null, false, false);
  }
}
