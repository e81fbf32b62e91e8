package io.poolwright.worker.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory that one command has for itself while it runs. */
final class Workplace implements AutoCloseable {
  private final Path directory;
  private final boolean keep;
  private final FileChannel lock;

  private Workplace(Path directory, boolean keep) throws IOException {
    this.directory = directory;
    this.keep = keep;
    this.lock =
        FileChannel.open(
            directory.resolve("session.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw CommandFailed.wrong(directory + " is in use by another process; name another one.");
    }
  }

  /**
   * Makes the directory if there is none.
   *
   * @param kept stays afterwards; null for a temporary one
   */
  static Workplace in(@Nullable Path kept) throws IOException {
    return kept == null
        ? new Workplace(Files.createTempDirectory("poolwright-"), false)
        : new Workplace(Files.createDirectories(kept.toAbsolutePath()), true);
  }

  Path directory() {
    return directory;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() {
    try {
      lock.close();
      if (!keep && Files.exists(directory)) {
        deleteAll();
      }
    } catch (IOException | UncheckedIOException e) {
      // What is left lies among the temporary files, which the system clears.
      return;
    }
  }

  private void deleteAll() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
