package io.poolwright.localazure.servicebus.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Looking at messages without taking them: active, locked, deferred and scheduled ones. */
final class Peek {
  private Peek() {}

  static List<StoredMessage> peek(
      MessageQueue queue, @Nullable Inbox inbox, long from, int count, @Nullable String session) {
    Stream<StoredMessage> all = first(queue.from(from), count, session);
    if (inbox != null) {
      all = Stream.concat(all, first(inbox.scheduledFrom(from), count, session));
    }
    List<StoredMessage> merged = new ArrayList<>(all.toList());
    merged.sort(Comparator.comparing(StoredMessage::sequenceNumber));
    return merged.size() <= count ? merged : merged.subList(0, count);
  }

  private static Stream<StoredMessage> first(
      Iterable<StoredMessage> messages, int count, @Nullable String session) {
    return StreamSupport.stream(messages.spliterator(), false)
        .filter(message -> session == null || session.equals(message.sessionId()))
        .limit(count);
  }
}
