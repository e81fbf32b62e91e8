package io.poolwright.localazure.servicebus.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of records, each with its length and checksum: it counts wholly or not at all. What
 * follows the last whole record was being written when the broker died, so nobody was told of it.
 */
final class JournalFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
  private static final int FRAME = Integer.BYTES * 2;

  private final Path path;
  private final FileChannel channel;
  private long size;

  private JournalFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Opens or makes a file, without reading it. */
  static JournalFile open(Path path, StandardOpenOption how) throws IOException {
    return new JournalFile(
        path, FileChannel.open(path, how, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  long size() {
    return size;
  }

  /** Reads all whole records in order, and cuts off what follows the last of them. */
  void replay(Consumer<ByteBuffer> records) throws IOException {
    ByteBuffer record = next(0);
    while (record != null) {
      size += FRAME + record.remaining();
      records.accept(record);
      record = next(size);
    }
    if (channel.size() > size) {
      LOG.warn("{}: {} bytes of an unfinished record dropped", path, channel.size() - size);
      channel.truncate(size);
    }
    channel.position(size);
  }

  /** Appends a record; it lasts after {@link #force}. */
  void append(ByteBuffer payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(FRAME);
    frame.putInt(payload.remaining()).putInt(checksum(payload)).flip();
    size += FRAME + payload.remaining();
    ByteBuffer[] parts = {frame, payload.duplicate()};
    while (parts[1].hasRemaining()) {
      channel.write(parts);
    }
  }

  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The record at a place; null if there is no whole one. */
  private @Nullable ByteBuffer next(long at) throws IOException {
    ByteBuffer frame = read(at, FRAME);
    if (frame == null) {
      return null;
    }
    int length = frame.getInt();
    int checksum = frame.getInt();
    ByteBuffer payload = length <= 0 ? null : read(at + FRAME, length);
    return payload != null && checksum(payload) == checksum ? payload : null;
  }

  private @Nullable ByteBuffer read(long at, int length) throws IOException {
    if (channel.size() - at < length) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // until all of it is there
    }
    return bytes.flip();
  }

  private static int checksum(ByteBuffer payload) {
    CRC32 crc = new CRC32();
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }
}
