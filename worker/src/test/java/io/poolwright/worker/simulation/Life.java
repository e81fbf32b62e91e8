package io.poolwright.worker.simulation;

import java.util.ArrayList;
import java.util.List;

/** One run of one process: its fibers end with it, wherever they are. */
final class Life {
  private final List<Fibers.Fiber> fibers = new ArrayList<>();
  private Runnable sequel = () -> {};
  private boolean over;

  boolean isOver() {
    return over;
  }

  void include(Fibers.Fiber fiber) {
    fibers.add(fiber);
  }

  /** What follows when it has ended. */
  void afterwards(Runnable what) {
    sequel = what;
  }

  /** Ends it: none of its fibers does anything from now on. */
  void end() {
    over = true;
    fibers.forEach(Fibers.Fiber::interrupt);
    sequel.run();
  }
}
