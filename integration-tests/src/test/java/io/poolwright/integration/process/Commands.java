package io.poolwright.integration.process;

import io.poolwright.worker.cli.Typed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * The commands within this process: what they do and say does not depend on a JVM of their own,
 * whose start costs more than most of them.
 *
 * @param state what is kept between two commands
 */
record Commands(Path state) {
  /** A command that may still run. */
  static final class Running {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FutureTask<Integer> exit;

    private Running(Path state, Map<String, String> environment, String... words) {
      exit = new FutureTask<>(() -> Typed.words(state, environment, out, err, words));
      var thread = new Thread(exit, "poolwright " + words[0]);
      thread.setDaemon(true);
      thread.start();
    }

    /** What it has said so far. */
    String out() {
      return out.toString(StandardCharsets.UTF_8);
    }

    /** What it has complained of so far. */
    String err() {
      return err.toString(StandardCharsets.UTF_8);
    }

    /** Waits for its end. */
    Ran ended() {
      try {
        return new Ran(exit.get(Launcher.PATIENCE.toSeconds(), TimeUnit.SECONDS), out(), err());
      } catch (Exception e) {
        throw new AssertionError(
            "a command ends in time, and fails by an exit code: " + out() + err(), e);
      }
    }
  }

  Running start(String... words) {
    return new Running(state, Map.of(), words);
  }

  Ran run(String... words) {
    return start(words).ended();
  }

  /** Where variables say where things are. */
  Ran run(Map<String, String> environment, String... words) {
    return new Running(state, environment, words).ended();
  }
}
