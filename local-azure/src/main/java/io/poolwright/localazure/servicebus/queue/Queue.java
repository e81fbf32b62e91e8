package io.poolwright.localazure.servicebus.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue: what comes in by its inbox is received from its messages. */
public final class Queue implements Entity {
  private final String name;
  private final SequenceNumbers numbers = new SequenceNumbers();
  private final MessageQueue messages;
  private final Inbox inbox;

  public Queue(
      String name,
      QueueSettings settings,
      @Nullable Duration duplicateDetectionWindow,
      Surroundings world) {
    this.name = name;
    this.messages = MessageQueue.withDeadLetters(name, settings, world);
    var duplicates = new DuplicateDetection(name, duplicateDetectionWindow, world.changes());
    this.inbox =
        new Inbox(name, settings.requiresSession(), duplicates, numbers, world, this::enqueue);
  }

  private void enqueue(Content content) {
    long number = numbers.next();
    messages.enqueue(number, number, content);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  public MessageQueue messages() {
    return messages;
  }

  @Override
  public void advance() {
    inbox.advance();
    messages.advance();
  }

  @Override
  public @Nullable Instant nextDeadline() {
    return Deadlines.earliest(inbox.nextDeadline(), messages.nextDeadline());
  }

  @Override
  public void restore(Map<String, EntityState> states) {
    EntityState state = states.get(name);
    if (state != null) {
      inbox.restore(state);
    }
    restore(messages, numbers, states);
  }

  /** Restores messages and dead letters, which share one numbering. */
  static void restore(
      MessageQueue queue, SequenceNumbers numbers, Map<String, EntityState> states) {
    EntityState state = states.get(queue.path());
    if (state != null) {
      numbers.startAfter(state.lastSequenceNumber());
      queue.restore(state);
    }
    if (queue.deadLetters() != null) {
      restore(queue.deadLetters(), numbers, states);
    }
  }

  @Override
  public void snapshot(ChangeLog target) {
    inbox.snapshot(target);
    messages.snapshot(target);
  }
}
