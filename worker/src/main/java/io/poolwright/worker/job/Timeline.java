package io.poolwright.worker.job;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a job has been through, for whoever asks later. Events are told once and gone; this stays
 * with the document, and stays small.
 *
 * @param entries oldest first: of a step's progress only the latest, a wait that repeats only once
 * @param omitted how many entries, old waits before all else, have made room for newer ones
 */
public record Timeline(List<Entry> entries, int omitted) {
  static final int MOST = 100;

  public static final Timeline EMPTY = new Timeline(List.of(), 0);

  /**
   * An event, as it was told.
   *
   * @param sequence of the event
   * @param time of the event; for a wait that repeats, of its first time
   * @param data of the event; for a wait that repeats, with its latest reason and end
   * @param times how often it came up; more than once only for a wait
   * @param attempts how many of these times were failed attempts
   */
  public record Entry(long sequence, Instant time, EventData data, int times, int attempts) {
    private Entry again(EventData latest, int moreAttempts) {
      return new Entry(sequence, time, latest, times + 1, attempts + moreAttempts);
    }
  }

  public Timeline {
    entries = List.copyOf(entries);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** When the job came to a step last, unless that had to make room. */
  Optional<Instant> lastStartOf(Step step) {
    var started = new EventData.StepStarted(step);
    return entries.stream()
        .filter(entry -> entry.data().equals(started))
        .map(Entry::time)
        .reduce((earlier, later) -> later);
  }

  /** With an event that is told for the first time. */
  Timeline with(Entry entry) {
    var all = new ArrayList<>(entries);
    if (entry.data() instanceof EventData.Progressed progress) {
      all.removeIf(
          old -> old.data() instanceof EventData.Progressed p && p.step() == progress.step());
    }
    all.add(entry);
    if (all.size() <= MOST) {
      return new Timeline(all, omitted);
    }
    all.remove(leastMissed(all));
    return new Timeline(all, omitted + 1);
  }

  /** The oldest wait; without any, what came next after the beginning. */
  private static int leastMissed(List<Entry> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).data() instanceof EventData.Waiting) {
        return i;
      }
    }
    return 1;
  }

  /** With a wait that goes on; it is not told again. */
  Timeline waitingOn(EventData.Waiting wait, int attempts) {
    var all = new ArrayList<>(entries);
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).data() instanceof EventData.Waiting) {
        all.set(i, all.get(i).again(wait, attempts));
        return new Timeline(all, omitted);
      }
    }
    return this;
  }

  /** The same entries, numbered from the one after {@code sequence}. */
  Timeline after(long sequence) {
    return new Timeline(
        entries.stream()
            .map(e -> new Entry(sequence + e.sequence, e.time, e.data, e.times, e.attempts))
            .toList(),
        omitted);
  }
}
