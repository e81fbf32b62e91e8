package io.poolwright.worker.cli;

import io.poolwright.worker.servicebus.DeadLetter;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;

/**
 * Dead letters for people: a row each, and below it why it was given up and what it begins with.
 * Rows are printed as they come, so their columns have fixed widths; the id, which has to be copied
 * whole, is the last.
 */
final class DeadLetterTable {
  private static final String ROW = "%-8s  %-20s  %10s  %-24s  %s%n";

  private final PrintStream out;
  private final Palette palette;
  private boolean begun;

  DeadLetterTable(PrintStream out, Palette palette) {
    this.out = out;
    this.palette = palette;
  }

  void show(WorkQueue queue, DeadLetter letter) {
    if (!begun) {
      begun = true;
      out.printf(ROW, "QUEUE", "ENQUEUED", "DELIVERIES", "JOB", "ID");
    }
    out.printf(
        ROW,
        queue,
        letter.enqueuedAt().truncatedTo(ChronoUnit.SECONDS),
        letter.deliveryCount(),
        letter.job() == null ? "-" : letter.job(),
        letter.id());
    out.println("  " + palette.red(why(letter)));
    out.println("  " + palette.dim(letter.preview().isEmpty() ? "(empty)" : letter.preview()));
  }

  /** {@code NotJson: the body is not JSON}. */
  private static String why(DeadLetter letter) {
    String reason = letter.reason().isEmpty() ? "(no reason given)" : letter.reason();
    return letter.description().isEmpty() ? reason : reason + ": " + letter.description();
  }
}
