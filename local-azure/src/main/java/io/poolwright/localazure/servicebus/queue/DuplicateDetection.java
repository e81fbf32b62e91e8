package io.poolwright.localazure.servicebus.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The message ids seen within a window, oldest first. Without a window nothing is a duplicate. */
final class DuplicateDetection {
  private final String entity;
  private final @Nullable Duration window;
  private final ChangeLog changes;
  private final Map<String, Instant> seen = new LinkedHashMap<>();

  DuplicateDetection(String entity, @Nullable Duration window, ChangeLog changes) {
    this.entity = entity;
    this.window = window;
    this.changes = changes;
  }

  /** Whether this id was seen within the window; if not, it is from now on. */
  boolean isDuplicate(@Nullable String messageId, Instant now) {
    if (window == null || messageId == null) {
      return false;
    }
    forgetBefore(now.minus(window));
    if (seen.putIfAbsent(messageId, now) != null) {
      return true;
    }
    changes.append(new Change.Remembered(entity, messageId, now));
    return false;
  }

  void restore(Map<String, Instant> ids) {
    if (window != null) {
      seen.putAll(ids);
    }
  }

  void snapshot(ChangeLog target) {
    seen.forEach((id, at) -> target.append(new Change.Remembered(entity, id, at)));
  }

  private void forgetBefore(Instant limit) {
    Iterator<Instant> times = seen.values().iterator();
    while (times.hasNext() && times.next().isBefore(limit)) {
      times.remove();
    }
  }
}
