package io.poolwright.localazure.servicebus.queue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One durable change to one entity; replaying all of them in order gives its state back. */
public sealed interface Change {

  /** The entity's path, such as {@code jobs} or {@code jobs/$deadletterqueue}. */
  String entity();

  /** A message came, or its content changed. */
  record Stored(String entity, StoredMessage message) implements Change {}

  /** A message's state or delivery count changed, its content did not. */
  record Touched(String entity, long sequenceNumber, StoredMessage.State state, int deliveryCount)
      implements Change {}

  /** A message is gone. */
  record Removed(String entity, long sequenceNumber) implements Change {}

  /** Duplicate detection saw a message id. */
  record Remembered(String entity, String messageId, Instant at) implements Change {}

  /** A session's state was set; null clears it. */
  record SessionStateSet(String entity, String sessionId, @Nullable ByteBuffer state)
      implements Change {}

  /** A subscription's rules were changed; these are all it has now. */
  record RulesSet(String entity, List<Rule> rules) implements Change {
    public RulesSet {
      rules = List.copyOf(rules);
    }
  }

  /** The last sequence number given out, so that none is given out twice. */
  record Numbered(String entity, long lastSequenceNumber) implements Change {}
}
