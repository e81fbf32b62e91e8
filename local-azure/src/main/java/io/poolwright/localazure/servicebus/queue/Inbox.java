package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where senders' messages come in: drops duplicates, keeps scheduled messages until their time, and
 * passes the others on.
 */
public final class Inbox {
  private final String entity;
  private final boolean requiresSession;
  private final DuplicateDetection duplicates;
  private final SequenceNumbers numbers;
  private final Surroundings world;
  private final Consumer<Content> sink;
  private final NavigableMap<Long, StoredMessage> scheduled = new TreeMap<>();
  private final Moments dueTimes = new Moments();

  Inbox(
      String entity,
      boolean requiresSession,
      DuplicateDetection duplicates,
      SequenceNumbers numbers,
      Surroundings world,
      Consumer<Content> sink) {
    this.entity = entity;
    this.requiresSession = requiresSession;
    this.duplicates = duplicates;
    this.numbers = numbers;
    this.world = world;
    this.sink = sink;
  }

  /**
   * Whether a message may come in at all; senders of several messages ask for each before the first
   * one is accepted.
   *
   * @throws RefusedException if an identifier is too long or a needed session id is missing
   */
  public void check(Content content) {
    content.system().requireWithinLimits();
    if (requiresSession && content.system().sessionId() == null) {
      throw Refusal.NOT_ALLOWED.because(
          "The SessionId was not set on a message, and it cannot be sent to the entity. Entities"
              + " that have session support enabled can only receive messages that have the"
              + " SessionId set to a valid value.");
    }
  }

  /** Takes a message in, now or at its scheduled time; a duplicate is dropped without a word. */
  public void accept(Content content) {
    check(content);
    Instant now = world.now();
    if (duplicates.isDuplicate(content.system().messageId(), now)) {
      return;
    }
    Instant at = content.scheduledEnqueueTime();
    if (at == null || !at.isAfter(now)) {
      sink.accept(content);
    } else {
      keep(content, at);
    }
  }

  /**
   * Keeps a message until a time, also one in the past (it is then active at the next {@link
   * #advance}).
   *
   * @return its number, by which it can be cancelled; a duplicate gets a number that names nothing
   */
  public long schedule(Content content, Instant at) {
    check(content);
    if (duplicates.isDuplicate(content.system().messageId(), world.now())) {
      return numbers.next();
    }
    return keep(content, at);
  }

  /**
   * Takes back a message whose time has not come.
   *
   * @throws RefusedException if no scheduled message has this number (it may have become active)
   */
  public void cancel(long sequenceNumber) {
    StoredMessage message = scheduled.get(sequenceNumber);
    if (message == null) {
      throw Refusal.MESSAGE_NOT_FOUND.because(
          "No scheduled message with sequence number %d in '%s'."
              .formatted(sequenceNumber, entity));
    }
    dueTimes.remove(message.enqueuedAt(), sequenceNumber);
    forget(sequenceNumber);
  }

  /** Passes on what is due. */
  public void advance() {
    for (long number : dueTimes.takeDue(world.now())) {
      StoredMessage due = scheduled.get(number);
      if (due != null) {
        sink.accept(due.content());
        forget(number);
      }
    }
  }

  @Nullable Instant nextDeadline() {
    return dueTimes.next();
  }

  /** The scheduled messages from a number on, in order. */
  Iterable<StoredMessage> scheduledFrom(long sequenceNumber) {
    return scheduled.tailMap(sequenceNumber, true).values();
  }

  void restore(EntityState state) {
    duplicates.restore(state.messageIds());
    numbers.startAfter(state.lastSequenceNumber());
    for (StoredMessage message : state.messages().values()) {
      if (message.state() == StoredMessage.State.SCHEDULED) {
        index(message);
      }
    }
  }

  void snapshot(ChangeLog target) {
    target.append(new Change.Numbered(entity, numbers.last()));
    duplicates.snapshot(target);
    scheduled.values().forEach(message -> target.append(new Change.Stored(entity, message)));
  }

  private long keep(Content content, Instant at) {
    StoredMessage message = StoredMessage.scheduled(numbers.next(), at, content);
    world.changes().append(new Change.Stored(entity, message));
    index(message);
    return message.sequenceNumber();
  }

  private void index(StoredMessage message) {
    scheduled.put(message.sequenceNumber(), message);
    dueTimes.add(message.enqueuedAt(), message.sequenceNumber());
  }

  private void forget(long number) {
    scheduled.remove(number);
    world.changes().append(new Change.Removed(entity, number));
  }
}
