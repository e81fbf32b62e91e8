package io.poolwright.contracts;

import org.jspecify.annotations.Nullable;

/** What the text of one property must be, and what it means. */
interface TextRule<T> {
  /** What is expected, with its article, to stand in "make it …" and "add it: …". */
  String expected();

  /**
   * The meaning, or null if it has none. What is wrong has then been said {@code at} its place; it
   * is enough to say it, since a request with a problem is never worked on.
   */
  @Nullable T read(String text, Place at);
}
