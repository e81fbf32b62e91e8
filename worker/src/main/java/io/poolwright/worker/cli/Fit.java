package io.poolwright.worker.cli;

/** Cuts what is too long for its place. */
final class Fit {
  private Fit() {}

  /** The text, or its beginning and an ellipsis, in at most {@code room} characters. */
  static String to(int room, String text) {
    if (text.length() <= room) {
      return text;
    }
    return room <= 0 ? "" : text.substring(0, room - 1) + "…";
  }
}
