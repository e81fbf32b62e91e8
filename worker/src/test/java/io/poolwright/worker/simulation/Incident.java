package io.poolwright.worker.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Numbers the moments before and after every call, and names the one in which something happens.
 */
final class Incident {
  private static final int NEVER = -1;

  private final @Nullable String call;
  private final int chosen;
  private final double share;
  private int passed;
  private Runnable sequel = () -> {};

  private Incident(@Nullable String call, int chosen, double share) {
    this.call = call;
    this.chosen = chosen;
    this.share = share;
  }

  static Incident none() {
    return new Incident(null, NEVER, 0);
  }

  /** The process is gone before call {@code point / 2} if that is even, after it if it is odd. */
  static Incident crash(int point) {
    return new Incident(null, point, 0);
  }

  /**
   * The thread stands still there.
   *
   * @param share of the longest time that it can stand still at that moment; more than 0
   */
  static Incident stall(int point, double share) {
    return new Incident(null, point, share);
  }

  /** The same at a moment of the calls of this name only. */
  Incident of(String name) {
    return new Incident(name, chosen, share);
  }

  /** What somebody else does when it happens. */
  void meanwhile(Runnable what) {
    sequel = what;
  }

  /** Whether it is now; every moment asks once, with the name of its call. */
  boolean isNow(String name) {
    boolean counts = call == null || call.equals(name);
    boolean isNow = counts && passed++ == chosen;
    if (isNow) {
      sequel.run();
    }
    return isNow;
  }

  /** Whether it is a stall, and no crash. */
  boolean isStall() {
    return share > 0;
  }

  /** For how many milliseconds it stalls where {@code longest} would be the longest. */
  int stall(int longest) {
    return Math.max(Wire.SHORTEST_STALL, (int) (share * longest));
  }

  /** How many moments there were. */
  int passed() {
    return passed;
  }
}
