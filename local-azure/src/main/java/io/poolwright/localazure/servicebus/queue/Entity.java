package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue or a topic: what the namespace keeps going. */
public sealed interface Entity permits Queue, Topic {
  String name();

  /** Where senders' messages go. */
  Inbox inbox();

  /** Does what time brings. */
  void advance();

  /** When time brings something next; null for never. */
  @Nullable Instant nextDeadline();

  /** Takes back what a log had kept, by entity path; asked once, before anything else. */
  void restore(Map<String, EntityState> states);

  /** Writes the whole durable state as changes. */
  void snapshot(ChangeLog target);
}
