package io.poolwright.worker.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes to.
 *
 * @param out what was asked for
 * @param err what else there is to say
 * @param columns of the terminal that {@code out} is; 0 if it is none
 * @param colours whether people want any
 */
record Screen(PrintStream out, PrintStream err, int columns, boolean colours) {
  private static final int USUAL = 80;

  /** UTF-8 whatever the locale: what is written to a file is read elsewhere. */
  static Screen of(Properties system, Map<String, String> environment) {
    return new Screen(
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        columns(system.getProperty("poolwright.columns")),
        environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  /** The launcher sets it only if standard output is a terminal, and leaves it empty if unsure. */
  private static int columns(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : USUAL;
  }

  /** For texts that are broken into lines: very long ones are hard to read. */
  int helpWidth() {
    return isTerminal() ? Math.max(60, Math.min(columns, 100)) : USUAL;
  }

  boolean isTerminal() {
    return columns > 0;
  }

  Palette palette() {
    return new Palette(isTerminal() && colours);
  }

  EventRenderer renderer(Output output) {
    if (output == Output.JSON) {
      return new JsonRenderer(out);
    }
    return isTerminal() ? new TerminalRenderer(out, palette(), columns) : new PlainRenderer(out);
  }

  /** Something that is no result: where it goes depends on whether a program reads the results. */
  void note(Output output, String text) {
    (output == Output.JSON ? err : out).println(text);
    out.flush();
  }
}
