package io.poolwright.worker.simulation;

import io.poolwright.worker.job.TransitionTable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How often what happened: shows that a run has really been where it claims to have been. */
final class Tally {
  private final Map<Object, Long> counts = new HashMap<>();

  /** Counts what its text names; the text is made only when it is asked for. */
  synchronized void count(Object what) {
    counts.merge(what, 1L, Long::sum);
  }

  synchronized void addAll(Tally other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
  }

  synchronized long of(Object what) {
    return counts.getOrDefault(what, 0L);
  }

  /** One table: the faults, the branches, the rows, and how jobs ended. */
  @Override
  public String toString() {
    return List.of("fault", "branch", "row", "end").stream()
        .map(kind -> "  " + kind + "\n" + lines(kind))
        .collect(Collectors.joining("\n"));
  }

  private synchronized String lines(String kind) {
    return counts.entrySet().stream()
        .filter(e -> kind(e.getKey()).equals(kind))
        .map(e -> Map.entry(e.getKey().toString(), e.getValue()))
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .map(e -> "%,14d  %s".formatted(e.getValue(), e.getKey()))
        .collect(Collectors.joining("\n"));
  }

  private static String kind(Object what) {
    if (what instanceof Fault) {
      return "fault";
    }
    if (what instanceof Branch) {
      return "branch";
    }
    return what instanceof TransitionTable.Key ? "row" : "end";
  }
}
