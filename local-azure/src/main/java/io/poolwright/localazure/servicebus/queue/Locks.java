package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The locks of one entity, by token, by message and by the time they end. */
final class Locks {
  private final Map<UUID, Lock> byToken = new HashMap<>();
  private final Set<Long> lockedNumbers = new HashSet<>();
  private final TreeSet<Lock> byEnd =
      new TreeSet<>(Comparator.comparing(Lock::until).thenComparing(Lock::sequenceNumber));

  void add(Lock lock) {
    byToken.put(lock.token(), lock);
    lockedNumbers.add(lock.sequenceNumber());
    byEnd.add(lock);
  }

  @Nullable Lock find(UUID token) {
    return byToken.get(token);
  }

  boolean isLocked(long sequenceNumber) {
    return lockedNumbers.contains(sequenceNumber);
  }

  void extend(Lock lock, Instant until) {
    remove(lock);
    add(new Lock(lock.token(), lock.sequenceNumber(), until));
  }

  void remove(Lock lock) {
    byToken.remove(lock.token());
    lockedNumbers.remove(lock.sequenceNumber());
    byEnd.remove(lock);
  }

  /** The locks over at {@code now}, soonest first; they are still held until removed. */
  List<Lock> endedBy(Instant now) {
    List<Lock> ended = new ArrayList<>();
    for (Lock lock : byEnd) {
      if (lock.until().isAfter(now)) {
        break;
      }
      ended.add(lock);
    }
    return ended;
  }

  /** All locks, for sessions that end as a whole. */
  List<Lock> all() {
    return List.copyOf(byToken.values());
  }

  @Nullable Instant nextEnd() {
    return byEnd.isEmpty() ? null : byEnd.first().until();
  }
}
