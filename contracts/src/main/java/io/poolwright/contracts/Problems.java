package io.poolwright.contracts;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, up to a number that still fits into one event. */
final class Problems {
  private static final int MOST = 100;

  private final List<Problem> listed = new ArrayList<>();
  private int unlisted;

  void add(Problem problem) {
    if (listed.size() < MOST) {
      listed.add(problem);
    } else {
      unlisted++;
    }
  }

  boolean hasAt(String pointer) {
    return listed.stream().anyMatch(problem -> problem.pointer().equals(pointer));
  }

  boolean isEmpty() {
    return listed.isEmpty();
  }

  List<Problem> list() {
    if (unlisted == 0) {
      return List.copyOf(listed);
    }
    List<Problem> all = new ArrayList<>(listed);
    all.add(
        new Problem(
            "", unlisted + " more problems are not listed", "mend the listed ones and send again"));
    return List.copyOf(all);
  }
}
