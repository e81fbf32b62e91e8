package io.poolwright.worker.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A process that says one line on standard output when it is ready, and ends when its standard
 * input does: so it ends with us, whatever becomes of us.
 */
final class Child implements AutoCloseable {
  private static final int LAST_LINES = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<@Nullable String> firstLine = new CompletableFuture<>();

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param name for people
   * @param log gets its standard error
   */
  static Child start(String name, List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    var builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("POOLWRIGHT_"));
    builder.environment().putAll(environment);
    var child = new Child(name, builder.start(), log);
    var reader = new Thread(child::read, name + "-output");
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      firstLine.complete(output.readLine());
      output.lines().forEach(line -> {});
    } catch (IOException | UncheckedIOException e) {
      firstLine.complete(null);
    }
  }

  /**
   * Waits until it is ready.
   *
   * @return the line that it said
   * @throws CommandFailed if it ended or was not ready in time; shows the last it had to say
   */
  String awaitReady(Duration limit) {
    try {
      String line = firstLine.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (line != null) {
        return line;
      }
      throw failed("ended before it was ready");
    } catch (TimeoutException e) {
      throw failed("was not ready within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw failed("could not be read from");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was not waited for");
    }
  }

  private CommandFailed failed(String what) {
    return CommandFailed.unreachable(
        "%s %s; the end of %s:%n%s".formatted(name, what, log, lastLines()));
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(it cannot be read)";
    }
  }

  long pid() {
    return process.pid();
  }

  void requireAlive() {
    if (!process.isAlive()) {
      throw failed("ended");
    }
  }

  /** Completes when it has ended. */
  CompletableFuture<CommandFailed> onFailure() {
    return process.onExit().thenApply(ended -> failed("ended with " + ended.exitValue()));
  }

  /** Lets it end in good order, and does not wait for ever. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
