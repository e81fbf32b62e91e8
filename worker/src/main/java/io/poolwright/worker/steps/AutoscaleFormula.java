package io.poolwright.worker.steps;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be known of an autoscale formula without Batch's own parser: brackets that match, no
 * text that is left open, and at least one target that is set. The rest is Batch's to judge.
 */
final class AutoscaleFormula {
  private static final Pattern SETS_A_TARGET =
      Pattern.compile(
          "\\$Target(DedicatedNodes|LowPriorityNodes|Dedicated)\\s*=(?!=)",
          Pattern.CASE_INSENSITIVE);

  /** Whichever begins first: a slash in a text is no comment, a quotation mark in one no text. */
  private static final Pattern TEXT_OR_COMMENT =
      Pattern.compile("\"[^\"\\n]*\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private AutoscaleFormula() {}

  /** What is wrong, and what to do about it. */
  record Flaw(String problem, String remedy) {}

  static Optional<Flaw> flaw(String formula) {
    String code = TEXT_OR_COMMENT.matcher(formula).replaceAll(" ");
    if (code.isBlank()) {
      return flaw("There is no formula.", "Write one, or use fixedScale.");
    }
    if (code.indexOf('"') >= 0) {
      return flaw("A text in the formula is not closed.", "Close it with a quotation mark.");
    }
    if (!bracketsMatch(code)) {
      return flaw("The formula's brackets do not match.", "Count them.");
    }
    return SETS_A_TARGET.matcher(code).find()
        ? Optional.empty()
        : flaw(
            "The formula sets no number of nodes.",
            "Assign $TargetDedicatedNodes or $TargetLowPriorityNodes.");
  }

  private static Optional<Flaw> flaw(String problem, String remedy) {
    return Optional.of(new Flaw(problem, remedy));
  }

  private static boolean bracketsMatch(String code) {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (OPENING.indexOf(c) >= 0) {
        open.push(OPENING.indexOf(c));
      } else if (CLOSING.indexOf(c) >= 0 && (open.isEmpty() || open.pop() != CLOSING.indexOf(c))) {
        return false;
      }
    }
    return open.isEmpty();
  }
}
