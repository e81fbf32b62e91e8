package io.poolwright.localazure.servicebus.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sender put into a message, as far as queues and filters look inside. The bytes stay as the
 * sender encoded them.
 */
public interface Content {

  SystemProperties system();

  /** Application properties by name; values are of the sender's AMQP types mapped to Java's. */
  Map<String, Object> applicationProperties();

  /** How long the sender wants the message to live after it became active; null for no limit. */
  @Nullable Duration timeToLive();

  /** When the sender wants the message to become active; null for at once. */
  @Nullable Instant scheduledEnqueueTime();

  /** The whole message as the sender encoded it; not to be changed. */
  byte[] encoded();

  /** The same message with these application properties added or replaced. */
  Content withApplicationProperties(Map<String, Object> changes);
}
