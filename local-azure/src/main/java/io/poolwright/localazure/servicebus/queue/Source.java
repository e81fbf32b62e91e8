package io.poolwright.localazure.servicebus.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver's address names.
 *
 * @param entity the queue or topic that it is part of: for subscriptions and dead-letter queues too
 * @param inbox where its scheduled messages are, if they can be seen there (a queue's own)
 * @param subscription whose rules can be managed there, if any
 */
public record Source(
    String entity,
    MessageQueue messages,
    @Nullable Inbox inbox,
    @Nullable Subscription subscription) {

  /**
   * Looks at messages without taking them, in order of their numbers, whatever their state.
   *
   * @param from the first sequence number to look at
   * @param session only messages of this session; null for all
   */
  public List<StoredMessage> peek(long from, int count, @Nullable String session) {
    return Peek.peek(messages, inbox, from, count, session);
  }
}
