package io.poolwright.worker.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command made of the words that somebody typed, where nothing runs.
 *
 * @param exit its exit code
 */
record Typed(int exit, String out, String err) {
  /** Runs it in this process. */
  static Typed words(Path home, String... words) {
    return words(home, "", false, words);
  }

  /**
   * Runs it in this process.
   *
   * @param input what stands on standard input
   * @param interactive whether it may ask
   */
  static Typed words(Path home, String input, boolean interactive, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var context =
        new Context(
            new Screen(stream(out), stream(err), 0, false),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new Home(home, home.resolve("absent.jar")),
            Map.of(),
            InstantSource.system(),
            interactive);
    int exit = Main.run(context, words);
    return new Typed(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
