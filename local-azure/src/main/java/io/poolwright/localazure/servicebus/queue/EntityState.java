package io.poolwright.localazure.servicebus.queue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One entity's durable state, rebuilt by replaying its changes in order. */
public final class EntityState {
  private final NavigableMap<Long, StoredMessage> messages = new TreeMap<>();
  private final Map<String, Instant> messageIds = new LinkedHashMap<>();
  private final Map<String, ByteBuffer> sessionStates = new LinkedHashMap<>();
  private @Nullable List<Rule> rules;
  private long lastSequenceNumber;

  public void apply(Change change) {
    if (change instanceof Change.Stored stored) {
      messages.put(stored.message().sequenceNumber(), stored.message());
      lastSequenceNumber = Math.max(lastSequenceNumber, stored.message().sequenceNumber());
    } else if (change instanceof Change.Touched touched) {
      messages.computeIfPresent(
          touched.sequenceNumber(),
          (number, message) -> message.with(touched.state(), touched.deliveryCount()));
    } else if (change instanceof Change.Removed removed) {
      messages.remove(removed.sequenceNumber());
    } else if (change instanceof Change.Remembered remembered) {
      messageIds.remove(remembered.messageId());
      messageIds.put(remembered.messageId(), remembered.at());
    } else if (change instanceof Change.SessionStateSet set) {
      setSessionState(set);
    } else if (change instanceof Change.RulesSet set) {
      rules = set.rules();
    } else if (change instanceof Change.Numbered numbered) {
      lastSequenceNumber = Math.max(lastSequenceNumber, numbered.lastSequenceNumber());
    }
  }

  private void setSessionState(Change.SessionStateSet set) {
    if (set.state() == null) {
      sessionStates.remove(set.sessionId());
    } else {
      sessionStates.put(set.sessionId(), set.state());
    }
  }

  NavigableMap<Long, StoredMessage> messages() {
    return messages;
  }

  Map<String, Instant> messageIds() {
    return messageIds;
  }

  Map<String, ByteBuffer> sessionStates() {
    return sessionStates;
  }

  /** Null if they were never changed. */
  @Nullable List<Rule> rules() {
    return rules;
  }

  long lastSequenceNumber() {
    return lastSequenceNumber;
  }
}
