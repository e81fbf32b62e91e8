package io.poolwright.worker.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
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
public record Typed(int exit, String out, String err) {
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
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var screen = new Screen(stream(out), stream(err), 0, false);
    int exit = Main.run(context(home, Map.of(), screen, in, interactive), words);
    return new Typed(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * Runs it in this process, for whoever wants to know what it says while it runs.
   *
   * @param home what is kept between two commands
   * @return its exit code
   */
  public static int words(
      Path home,
      Map<String, String> environment,
      OutputStream out,
      OutputStream err,
      String... words) {
    var screen = new Screen(stream(out), stream(err), 0, false);
    return Main.run(
        context(home, environment, screen, InputStream.nullInputStream(), false), words);
  }

  private static Context context(
      Path home,
      Map<String, String> environment,
      Screen screen,
      InputStream in,
      boolean interactive) {
    return new Context(
        screen,
        in,
        new Home(home, home.resolve("absent.jar")),
        environment,
        InstantSource.system(),
        interactive);
  }

  private static PrintStream stream(OutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
