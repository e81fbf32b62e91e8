package io.poolwright.worker.cli;

/**
 * Colours as terminals take them (ECMA-48, "select graphic rendition").
 *
 * @param colours whether there are any
 */
record Palette(boolean colours) {
  String green(String text) {
    return wrap("32", text);
  }

  String red(String text) {
    return wrap("31", text);
  }

  String cyan(String text) {
    return wrap("36", text);
  }

  String dim(String text) {
    return wrap("2", text);
  }

  String bold(String text) {
    return wrap("1", text);
  }

  private String wrap(String code, String text) {
    return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
