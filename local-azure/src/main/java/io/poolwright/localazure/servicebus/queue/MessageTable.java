package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entity's messages by number, which of them are ready, and when they end; logs each change.
 */
final class MessageTable {
  private final String path;
  private final ChangeLog changes;
  private final NavigableMap<Long, StoredMessage> messages = new TreeMap<>();
  private final ReadyMessages ready = new ReadyMessages();
  private final Moments expiries = new Moments();

  MessageTable(String path, ChangeLog changes) {
    this.path = path;
    this.changes = changes;
  }

  ReadyMessages ready() {
    return ready;
  }

  @Nullable StoredMessage find(long number) {
    return messages.get(number);
  }

  StoredMessage require(long number) {
    StoredMessage message = messages.get(number);
    if (message == null) {
      throw new IllegalStateException("'%s' lost message %d".formatted(path, number));
    }
    return message;
  }

  Collection<StoredMessage> from(long number) {
    return messages.tailMap(number, true).values();
  }

  /** Takes out the numbers of messages whose life is over. */
  List<Long> takeEnded(Instant now) {
    return expiries.takeDue(now);
  }

  @Nullable Instant nextEnd() {
    return expiries.next();
  }

  void store(StoredMessage message) {
    changes.append(new Change.Stored(path, message));
    index(message);
  }

  /** Takes a message in without logging it: it comes from the log. */
  void index(StoredMessage message) {
    messages.put(message.sequenceNumber(), message);
    expiries.add(message.expiresAt(), message.sequenceNumber());
    if (message.state() == StoredMessage.State.ACTIVE) {
      ready.add(message);
    }
  }

  /** The message with these application properties added or replaced. */
  StoredMessage change(StoredMessage message, Map<String, Object> properties) {
    if (properties.isEmpty()) {
      return message;
    }
    StoredMessage changed = message.with(message.content().withApplicationProperties(properties));
    messages.put(message.sequenceNumber(), changed);
    changes.append(new Change.Stored(path, changed));
    return changed;
  }

  /** Keeps a message's new state and delivery count. */
  void touch(StoredMessage message) {
    long number = message.sequenceNumber();
    messages.put(number, message);
    changes.append(new Change.Touched(path, number, message.state(), message.deliveryCount()));
  }

  void remove(StoredMessage message) {
    messages.remove(message.sequenceNumber());
    expiries.remove(message.expiresAt(), message.sequenceNumber());
    changes.append(new Change.Removed(path, message.sequenceNumber()));
  }

  void snapshot(ChangeLog target) {
    messages.values().forEach(message -> target.append(new Change.Stored(path, message)));
  }
}
