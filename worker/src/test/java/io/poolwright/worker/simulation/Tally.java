package io.poolwright.worker.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often what happened: shows that a run has really been where it claims to have been. */
final class Tally {
  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  synchronized void addAll(Tally other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
  }

  synchronized long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(e -> "%,12d  %s".formatted(e.getValue(), e.getKey()))
        .collect(Collectors.joining("\n"));
  }
}
