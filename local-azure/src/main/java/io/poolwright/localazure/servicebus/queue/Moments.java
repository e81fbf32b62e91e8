package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for a moment (their end of life, or their scheduled time), soonest first.
 */
final class Moments {
  private record Moment(Instant at, long sequenceNumber) {}

  private final TreeSet<Moment> moments =
      new TreeSet<>(Comparator.comparing(Moment::at).thenComparing(Moment::sequenceNumber));

  void add(@Nullable Instant at, long sequenceNumber) {
    if (at != null) {
      moments.add(new Moment(at, sequenceNumber));
    }
  }

  void remove(@Nullable Instant at, long sequenceNumber) {
    if (at != null) {
      moments.remove(new Moment(at, sequenceNumber));
    }
  }

  /** Takes out the numbers whose moment has come. */
  List<Long> takeDue(Instant now) {
    List<Long> due = new ArrayList<>();
    while (!moments.isEmpty() && !moments.first().at().isAfter(now)) {
      Moment moment = moments.first();
      moments.remove(moment);
      due.add(moment.sequenceNumber());
    }
    return due;
  }

  @Nullable Instant next() {
    return moments.isEmpty() ? null : moments.first().at();
  }
}
