package io.poolwright.localazure.servicebus.journal;

import io.poolwright.localazure.servicebus.queue.Change;
import io.poolwright.localazure.servicebus.queue.ChangeLog;
import io.poolwright.localazure.servicebus.queue.Durability;
import io.poolwright.localazure.servicebus.queue.Encoding;
import io.poolwright.localazure.servicebus.queue.EntityState;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Changes on disk. Those of one commit are one record, so that a transaction is there wholly or not
 * at all after a crash. When the file has grown well beyond what it describes, it is written anew.
 */
public final class Journal implements ChangeLog, Durability {
  private static final String NAME = "broker.journal";
  private static final long SMALLEST_TO_COMPACT = 16L * 1024 * 1024;
  private static final int GROWTH_TO_COMPACT = 4;
  private static final int SNAPSHOT_RECORD = 1024 * 1024;

  private final Path directory;
  private final ChangeCodec codec;
  private final FileChannel guard;
  private final Map<String, EntityState> recovered = new HashMap<>();
  private final ChangeBuffer pending;
  private JournalFile file;
  private long compactedSize;
  private Consumer<ChangeLog> snapshot = target -> {};

  private Journal(Path directory, ChangeCodec codec, FileChannel guard) throws IOException {
    this.directory = directory;
    this.codec = codec;
    this.guard = guard;
    this.pending = new ChangeBuffer(codec);
    this.file = JournalFile.open(directory.resolve(NAME), StandardOpenOption.CREATE);
  }

  /**
   * Opens or makes the journal in a directory and reads it.
   *
   * @throws IOException if it cannot be read, or another broker uses it
   */
  public static Journal open(Path directory, Encoding encoding) throws IOException {
    Files.createDirectories(directory);
    FileChannel guard =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!lock(guard)) {
      guard.close();
      throw new IOException("Another broker uses the journal in " + directory);
    }
    Journal journal = new Journal(directory, new ChangeCodec(encoding), guard);
    journal.file.replay(journal::recover);
    journal.compactedSize = journal.file.size();
    return journal;
  }

  /** What the journal told, by entity path. */
  public Map<String, EntityState> recovered() {
    return recovered;
  }

  /**
   * From now on the journal may be written anew.
   *
   * @param source writes the whole present state
   */
  public void compactFrom(Consumer<ChangeLog> source) {
    snapshot = source;
    recovered.clear();
  }

  @Override
  public void append(Change change) {
    pending.append(change);
  }

  @Override
  public void commit() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    file.append(pending.take());
    file.force();
    if (file.size() > Math.max(SMALLEST_TO_COMPACT, GROWTH_TO_COMPACT * compactedSize)) {
      compact();
    }
  }

  /** Writes the present state to a new file, which takes the old one's place in one step. */
  void compact() throws IOException {
    Path fresh = directory.resolve(NAME + ".new");
    Files.deleteIfExists(fresh);
    JournalFile written = JournalFile.open(fresh, StandardOpenOption.CREATE_NEW);
    ChangeBuffer buffer = new ChangeBuffer(codec);
    snapshot.accept(
        change -> {
          buffer.append(change);
          if (buffer.size() > SNAPSHOT_RECORD) {
            appendTo(written, buffer);
          }
        });
    appendTo(written, buffer);
    written.force();
    Files.move(
        fresh,
        directory.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    file.close();
    file = written;
    compactedSize = written.size();
  }

  long size() {
    return file.size();
  }

  @Override
  public void close() throws IOException {
    try (guard) {
      commit();
      file.close();
    }
  }

  private static void appendTo(JournalFile target, ChangeBuffer buffer) {
    try {
      if (!buffer.isEmpty()) {
        target.append(buffer.take());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean lock(FileChannel guard) throws IOException {
    try {
      return guard.tryLock() != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  private void recover(ByteBuffer record) {
    ByteArrayInputStream bytes =
        new ByteArrayInputStream(record.array(), record.arrayOffset(), record.remaining());
    try (DataInputStream in = new DataInputStream(bytes)) {
      while (in.available() > 0) {
        Change change = codec.read(in);
        recovered.computeIfAbsent(change.entity(), path -> new EntityState()).apply(change);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A whole record of the journal cannot be read", e);
    }
  }
}
