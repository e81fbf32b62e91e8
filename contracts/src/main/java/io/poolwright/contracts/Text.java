package io.poolwright.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A text of any content.
 *
 * @param mayBeBlank whether it may also say nothing
 */
record Text(String expected, boolean mayBeBlank) implements TextRule<String> {
  @Override
  public @Nullable String read(String text, Place at) {
    if (!mayBeBlank && text.isBlank()) {
      at.refuse("it is empty", "make it " + expected);
      return null;
    }
    return text;
  }
}
