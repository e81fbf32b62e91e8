package io.poolwright.worker.simulation;

import java.util.Comparator;
import java.util.HashMap;
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

  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(e -> "%,12d  %s".formatted(e.getValue(), e.getKey()))
        .sorted(Comparator.comparing(line -> line.substring(14)))
        .collect(Collectors.joining("\n"));
  }
}
