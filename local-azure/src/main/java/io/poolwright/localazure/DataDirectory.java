package io.poolwright.localazure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The data directory, for one process at a time. The lock goes with the process. */
final class DataDirectory implements AutoCloseable {

  private final RandomAccessFile file;

  private DataDirectory(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Takes the directory, and creates it if need be.
   *
   * @throws IOException when another process has it
   */
  static DataDirectory own(Path directory) throws IOException {
    Files.createDirectories(directory);
    var file = new RandomAccessFile(directory.resolve("lock").toFile(), "rw");
    if (isLocked(file)) {
      return new DataDirectory(file);
    }
    file.close();
    throw new IOException(
        "another process uses " + directory + "; end it, or name another directory with --data");
  }

  private static boolean isLocked(RandomAccessFile file) throws IOException {
    try {
      @Nullable FileLock lock = file.getChannel().tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
