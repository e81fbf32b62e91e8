package io.poolwright.contracts;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class Nearest {
  private static final int MOST_EDITS = 3;

  private Nearest() {}

  /**
   * The known word with the fewest edits (Levenshtein, without regard to case) from the one found,
   * if these are at most three and fewer than half of its letters.
   */
  public static Optional<String> to(String found, Collection<String> known) {
    return known.stream()
        .filter(word -> Math.abs(word.length() - found.length()) <= MOST_EDITS)
        .filter(word -> edits(found, word) <= Math.min(MOST_EDITS, (word.length() - 1) / 2))
        .min(Comparator.comparingInt(word -> edits(found, word)));
  }

  /** {@code " Did you mean x?"}, or nothing. */
  static String hint(String found, Collection<String> known) {
    return to(found, known).map(word -> "; did you mean \"" + word + "\"?").orElse("");
  }

  private static int edits(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], above[j]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
