package io.poolwright.worker.simulation;

import io.poolwright.worker.engine.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes what no invariant of the end result can show: defects, hot loops, calls past a breaker. */
final class Watch {
  /** A delivery that looks, copies a slice and looks again needs half of these. */
  private static final int MOST_CALLS = 40;

  private final Map<Fibers.Fiber, Integer> calls = new HashMap<>();
  private final List<String> findings = new ArrayList<>();

  void begins(Fibers.Fiber hand) {
    calls.put(hand, 0);
  }

  void calls(Fibers.Fiber hand) {
    calls.merge(hand, 1, Integer::sum);
  }

  void ends(Fibers.Fiber hand, Settlement settlement) {
    if (calls.getOrDefault(hand, 0) > MOST_CALLS) {
      finds("I7: " + calls.get(hand) + " calls in one delivery of " + hand.about());
    }
    if (settlement instanceof Settlement.Abandon abandon && abandon.why().equals("InternalError")) {
      finds("defect: the engine met one with " + hand.about());
    }
  }

  void finds(String what) {
    findings.add(what);
  }

  List<String> findings() {
    return List.copyOf(findings);
  }
}
