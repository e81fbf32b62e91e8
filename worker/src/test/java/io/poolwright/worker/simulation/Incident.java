package io.poolwright.worker.simulation;

/** Numbers the moments before and after every call, and names the one in which to crash. */
final class CrashPoints {
  private static final int NEVER = -1;

  private final int chosen;
  private int passed;

  private CrashPoints(int chosen) {
    this.chosen = chosen;
  }

  static CrashPoints none() {
    return new CrashPoints(NEVER);
  }

  /** Before call {@code point / 2} if it is even, after it if it is odd. */
  static CrashPoints only(int point) {
    return new CrashPoints(point);
  }

  boolean isNow() {
    return passed++ == chosen;
  }

  /** How many moments there were. */
  int passed() {
    return passed;
  }
}
