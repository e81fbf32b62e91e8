package io.poolwright.localazure.servicebus.queue;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The numbers of the messages that may be delivered now, in order, as a whole and by session. */
final class ReadyMessages {
  private final NavigableSet<Long> all = new TreeSet<>();
  private final Map<String, NavigableSet<Long>> bySession = new HashMap<>();

  void add(StoredMessage message) {
    all.add(message.sequenceNumber());
    String session = message.sessionId();
    if (session != null) {
      bySession.computeIfAbsent(session, id -> new TreeSet<>()).add(message.sequenceNumber());
    }
  }

  void remove(StoredMessage message) {
    all.remove(message.sequenceNumber());
    String session = message.sessionId();
    if (session != null) {
      bySession.computeIfPresent(
          session,
          (id, numbers) -> {
            numbers.remove(message.sequenceNumber());
            return numbers.isEmpty() ? null : numbers;
          });
    }
  }

  /** The oldest message's number, of one session or (null) of all; null if there is none. */
  @Nullable Long first(@Nullable String session) {
    NavigableSet<Long> numbers = session == null ? all : bySession.get(session);
    return numbers == null || numbers.isEmpty() ? null : numbers.first();
  }

  /** All numbers in order, for choosing the next session by its oldest message. */
  Iterable<Long> inOrder() {
    return all;
  }
}
