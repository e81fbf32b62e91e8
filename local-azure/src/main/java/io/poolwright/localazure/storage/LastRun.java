package io.poolwright.localazure.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that used some data last, as a file beside that data tells: its id and when it began,
 * for ids are given again. Two processes must not use the data at once.
 */
record LastRun(Path file) {

  private static final Logger LOG = LoggerFactory.getLogger(LastRun.class);

  void record(ProcessHandle process) throws IOException {
    Files.writeString(file, process.pid() + " " + beginOf(process));
  }

  /** Waits until that process is over, and ends it if it takes longer than the limit. */
  void awaitEnd(Duration limit) throws IOException {
    Optional<ProcessHandle> running = running();
    if (running.isEmpty()) {
      return;
    }
    ProcessHandle process = running.get();
    LOG.warn("Process {} still writes its data, and is waited for", process.pid());
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Process {} does not end and is killed", process.pid());
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException e) {
      throw new IOException("cannot wait for process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while process " + process.pid() + " ended", e);
    }
  }

  private Optional<ProcessHandle> running() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] known = Files.readString(file).strip().split(" ", 2);
    if (known.length < 2 || !known[0].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(known[0]))
        .filter(process -> process.isAlive() && beginOf(process).equals(known[1]));
  }

  private static String beginOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
