package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Deadlines;
import io.poolwright.localazure.servicebus.queue.MessageQueue;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands each queue's messages to its receivers, one each in turn, and sessions to who waits. */
final class Dispatcher {
  private final Map<MessageQueue, Deque<ReceiverLink>> receivers = new LinkedHashMap<>();
  private final List<SessionAttach> waiting = new ArrayList<>();

  void add(ReceiverLink receiver) {
    receivers.computeIfAbsent(receiver.queue(), queue -> new ArrayDeque<>()).add(receiver);
  }

  void add(SessionAttach attach) {
    waiting.add(attach);
  }

  void remove(ReceiverLink receiver) {
    waiting.removeIf(attach -> attach.receiver() == receiver);
    receivers.getOrDefault(receiver.queue(), new ArrayDeque<>()).remove(receiver);
  }

  /** Ends when no receiver with room has a message waiting. */
  void run(Instant now) {
    for (SessionAttach attach : List.copyOf(waiting)) {
      if (attach.answer()) {
        waiting.remove(attach);
        add(attach.receiver());
      } else if (!attach.deadline().isAfter(now)) {
        waiting.remove(attach);
        attach.giveUp();
      }
    }
    receivers.values().forEach(Dispatcher::serve);
  }

  /** When the next waiting attach must be answered. */
  @Nullable Instant nextDeadline() {
    Instant next = null;
    for (SessionAttach attach : waiting) {
      next = Deadlines.earliest(next, attach.deadline());
    }
    return next;
  }

  private static void serve(Deque<ReceiverLink> all) {
    int idle = 0;
    while (idle < all.size()) {
      ReceiverLink receiver = all.removeFirst();
      all.addLast(receiver);
      idle = receiver.sendNext() ? 0 : idle + 1;
    }
    all.forEach(ReceiverLink::finishDrain);
  }
}
