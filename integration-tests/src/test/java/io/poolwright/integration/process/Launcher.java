package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./poolwright}, as it is typed.
 *
 * @param state what it keeps between two commands
 */
record Launcher(Path state) {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Path COMMAND = Jar.ROOT.resolve("poolwright").normalize();

  /** With a state of its own, but for Azurite, which need not be installed again. */
  static Launcher in(Path directory) throws IOException {
    Path azurite = Jar.ROOT.resolve(".poolwright/azurite").normalize();
    Files.createDirectories(azurite);
    Path state = Files.createDirectories(directory.resolve("state"));
    Files.createSymbolicLink(state.resolve("azurite"), azurite);
    return new Launcher(state);
  }

  /** Nobody shall follow the links when the directory is cleared away. */
  void close() throws IOException {
    Files.deleteIfExists(state.resolve("azurite"));
    Files.deleteIfExists(state.resolve("poolwright"));
  }

  Ran run(String... arguments) {
    return ended(start(arguments));
  }

  /**
   * A line as it is typed into a shell, where {@code ./poolwright} is; what it complains about
   * stands among what it says.
   */
  Ran type(String line) throws IOException {
    Path link = state.resolve("poolwright");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, COMMAND);
    }
    return ended(start(List.of("bash", "-c", "{ " + line + "\n} 2>&1")));
  }

  private static Ran ended(Running running) {
    try {
      boolean ended = running.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended).as("it ends, and has said so far: %s", running.ran()).isTrue();
      return running.ran();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      running.process().destroy();
    }
  }

  /** A command that goes on; what it says goes to files. */
  record Running(Process process, Path out, Path err) {
    Ran ran() {
      return new Ran(process.isAlive() ? -1 : process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Running start(String... arguments) {
    var command = new ArrayList<>(List.of(COMMAND.toString()));
    command.addAll(List.of(arguments));
    return start(command);
  }

  private Running start(List<String> command) {
    var builder = new ProcessBuilder(command).directory(state.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("POOLWRIGHT_"));
    builder.environment().put("POOLWRIGHT_DIR", state.toString());
    try {
      Path out = Files.createTempFile(state, "out", ".txt");
      Path err = Files.createTempFile(state, "err", ".txt");
      Process process =
          builder
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      return new Running(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
