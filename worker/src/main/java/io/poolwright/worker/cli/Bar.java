package io.poolwright.worker.cli;

/** A bar that fills, as long as there is room for it. */
final class Bar {
  private static final int SHORTEST = 6;
  private static final int LONGEST = 24;
  private static final int GAP = 2;

  private Bar() {}

  /**
   * The bar and a gap behind it, or nothing if there is no room.
   *
   * @param fraction in [0, 1]
   */
  static String of(double fraction, int room) {
    int length = Math.min(LONGEST, room - GAP);
    if (length < SHORTEST) {
      return "";
    }
    int full = (int) Math.round(fraction * length);
    return "█".repeat(full) + "░".repeat(length - full) + " ".repeat(GAP);
  }
}
