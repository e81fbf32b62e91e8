package io.poolwright.worker.cli;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Step;
import java.time.Duration;
import java.time.Instant;

/**
 * A step in one line of a terminal.
 *
 * @param fraction how far it is, in [0, 1]; negative if it does not say
 * @param detail in words: how far it is, or what it waits for
 * @param amount how much it is in all, for when it is done
 * @param until when it looks again, if it waits; in the past if it does not
 */
record StepLine(
    Step step, Instant since, double fraction, String detail, String amount, Instant until) {
  private static final int INDENT = 4;
  private static final int GAP = 2;

  /** Shorter waits are over before they are read. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(3);

  static StepLine begun(Step step, Instant now) {
    return new StepLine(step, now, -1, "", "", now);
  }

  /**
   * How far it is.
   *
   * @param read of the progress, in words
   */
  StepLine progressed(EventData.Progressed progress, String read) {
    double done = EventText.fraction(progress);
    return new StepLine(step, since, done, read, EventText.total(progress), since);
  }

  StepLine waiting(EventData.Waiting wait) {
    String reason = wait.reason() + " (" + wait.code() + ")";
    return new StepLine(step, since, -1, reason, amount, wait.until());
  }

  /** While it goes on. */
  String drawn(String mark, Palette palette, int columns, Instant now) {
    String head = head(now);
    int room = room(columns, head);
    Duration rest = Duration.between(now, until);
    String again = rest.compareTo(WORTH_TELLING) < 0 ? "" : "  again in " + TimeText.about(rest);
    String words = Fit.to(room - again.length(), detail) + again;
    return line(mark, head, palette.cyan(bar(room - words.length())) + palette.dim(words));
  }

  /** When it is over. */
  String ended(String mark, Palette palette, int columns, Instant now) {
    String head = head(now);
    return line(mark, head, palette.dim(Fit.to(room(columns, head), amount))).stripTrailing();
  }

  private String head(Instant now) {
    String took = TimeText.span(Duration.between(since, now));
    return "%-15s %9s".formatted(step.wireName(), took);
  }

  private static String line(String mark, String head, String words) {
    return "  " + mark + " " + head + " ".repeat(GAP) + words;
  }

  /** What is left of a line but for its last column: a cursor there wraps on some terminals. */
  private static int room(int columns, String head) {
    return columns - 1 - INDENT - head.length() - GAP;
  }

  private String bar(int room) {
    return fraction < 0 ? "" : Bar.of(fraction, room);
  }
}
