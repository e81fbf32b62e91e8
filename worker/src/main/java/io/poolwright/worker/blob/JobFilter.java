package io.poolwright.worker.blob;

import java.time.Instant;
import java.util.Set;

/**
 * Which jobs a list is of.
 *
 * @param states labels of states, such as {@code copyingImage}; empty for all
 * @param since when they were accepted, at the earliest
 * @param limit at most so many, the newest
 */
public record JobFilter(Set<String> states, Instant since, int limit) {
  public JobFilter {
    states = Set.copyOf(states);
  }
}
