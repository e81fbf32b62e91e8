package io.poolwright.integration.chaos;

import io.poolwright.integration.process.Jar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The workers. Each process that is started has a log of its own. */
final class Fleet implements AutoCloseable {
  private static final int ORDERLY_END_SECONDS = 40;

  private final Map<String, String> environment;
  private final Path directory;
  private final List<Process> workers = new ArrayList<>();
  private final List<Path> logs = new ArrayList<>();
  private final List<String> deaths = new ArrayList<>();
  private Vitals most = Vitals.NONE;
  private int kills;

  Fleet(Map<String, String> environment, Path directory, int size) {
    this.environment = environment;
    this.directory = directory;
    for (int i = 0; i < size; i++) {
      workers.add(started());
    }
  }

  private Process started() {
    Path log = directory.resolve("worker-" + (logs.size() + 1) + ".log");
    logs.add(log);
    return Jar.WORKER.start(environment, log, "worker", "--exit-with-stdin");
  }

  /** Whether all of them say that they are at work; it is all that they ever say. */
  synchronized boolean isReady() {
    return workers.stream().allMatch(Fleet::hasSpoken);
  }

  private static boolean hasSpoken(Process worker) {
    try {
      return worker.getInputStream().available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGKILL to one of them, and another in its place. */
  synchronized void kill(int which) {
    Process worker = workers.get(which);
    worker.destroyForcibly();
    worker.onExit().join();
    kills++;
    workers.set(which, started());
  }

  /** Looks at each, and replaces those that have ended by themselves. */
  synchronized void look() {
    for (int i = 0; i < workers.size(); i++) {
      Process worker = workers.get(i);
      if (worker.isAlive()) {
        most = most.max(Vitals.of(worker.pid()));
      } else {
        deaths.add("a worker ended by itself with exit code " + worker.exitValue());
        workers.set(i, started());
      }
    }
  }

  /** Ends them in order. */
  @Override
  public synchronized void close() {
    workers.forEach(Fleet::askToEnd);
    for (Process worker : workers) {
      if (!endsInTime(worker)) {
        deaths.add("a worker did not end when it was asked to");
        worker.destroyForcibly();
      } else if (worker.exitValue() != 0) {
        deaths.add("a worker that was asked to end did so with exit code " + worker.exitValue());
      }
    }
    workers.clear();
  }

  private static boolean endsInTime(Process worker) {
    try {
      return worker.waitFor(ORDERLY_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void askToEnd(Process worker) {
    try {
      worker.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized int kills() {
    return kills;
  }

  /** The most that any of them took at any time. */
  synchronized Vitals most() {
    return most;
  }

  /** Ends that nobody wanted. */
  synchronized List<String> deaths() {
    return List.copyOf(deaths);
  }

  synchronized List<Path> logs() {
    return List.copyOf(logs);
  }
}
