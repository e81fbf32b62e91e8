package io.poolwright.worker.simulation;

import io.poolwright.worker.engine.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notes what no invariant of the end result can show: defects, hot loops, calls past a breaker. */
final class Watch {
  /**
   * The longest delivery seen validates, claims, copies all of a small image, is refused and begins
   * to undo: 42 calls. A loop makes hundreds.
   */
  private static final int MOST_CALLS = 60;

  private final Tally tally;
  private final Map<Fibers.Fiber, Journal> journals = new HashMap<>();
  private final List<String> findings = new ArrayList<>();

  Watch(Tally tally) {
    this.tally = tally;
  }

  /** The calls of one delivery. */
  private static final class Journal {
    private final boolean ofWakeup;
    private final Set<String> names = new HashSet<>();
    private int calls;

    Journal(boolean ofWakeup) {
      this.ofWakeup = ofWakeup;
    }

    /** Which branch a delivery took that was handled without a save, if it was one. */
    Optional<Branch> branch() {
      if (names.contains("replace") || names.contains("create") || !names.contains("load")) {
        return Optional.empty();
      }
      if (!ofWakeup) {
        return Optional.of(Branch.REPEATED_REQUEST);
      }
      return Optional.of(
          names.contains("schedule") ? Branch.STALE_WAKEUP : Branch.WAKEUP_AFTER_THE_END);
    }
  }

  void begins(Fibers.Fiber hand, boolean ofWakeup) {
    journals.put(hand, new Journal(ofWakeup));
  }

  void calls(Fibers.Fiber hand, String name) {
    Journal journal = journals.get(hand);
    if (journal != null) {
      journal.calls++;
      journal.names.add(name);
    }
  }

  void ends(Fibers.Fiber hand, Settlement settlement) {
    Journal journal = journals.remove(hand);
    if (journal == null) {
      return;
    }
    if (journal.calls > MOST_CALLS) {
      finds("I7: " + journal.calls + " calls in one delivery of " + hand.about());
    }
    if (settlement instanceof Settlement.Complete) {
      journal.branch().ifPresent(tally::count);
    }
    if (settlement instanceof Settlement.Abandon abandon) {
      judge(abandon, hand);
    }
  }

  private void judge(Settlement.Abandon abandon, Fibers.Fiber hand) {
    if (abandon.why().equals("InternalError")) {
      finds("defect: the engine met one with " + hand.about());
    }
    if (abandon.why().equals("LockTooShort")) {
      tally.count(Branch.LOCK_TOO_SHORT);
    }
  }

  void finds(String what) {
    findings.add(what);
  }

  List<String> findings() {
    return List.copyOf(findings);
  }
}
