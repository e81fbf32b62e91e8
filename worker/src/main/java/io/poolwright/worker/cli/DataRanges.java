package io.poolwright.worker.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a file in the pieces that are worth sending: nothing but zeros is left out, in whole
 * blocks.
 */
final class DataRanges {
  /** The most that one Put Page takes. */
  static final int MOST = 4 << 20;

  /** Smaller holes than this cost more requests than they save bytes. */
  private static final int BLOCK = 64 << 10;

  private static final int PAGE = 512;

  private final FileChannel file;

  DataRanges(FileChannel file) {
    this.file = file;
  }

  /** Takes a range of the file; its begin and its length are multiples of 512. */
  interface Taker {
    void take(long at, byte[] data) throws IOException;
  }

  void forEach(Taker taker) throws IOException {
    var buffer = ByteBuffer.allocate(MOST);
    for (long at = 0; at < file.size(); at += MOST) {
      buffer.clear();
      fill(buffer, at);
      forEachIn(padded(buffer), at, taker);
    }
  }

  private void fill(ByteBuffer buffer, long at) throws IOException {
    int read = 0;
    while (read >= 0 && buffer.hasRemaining()) {
      read = file.read(buffer, at + buffer.position());
    }
  }

  /** A page blob has whole pages: the rest of the last one is zeros. */
  private static ByteBuffer padded(ByteBuffer buffer) {
    while (buffer.position() % PAGE != 0) {
      buffer.put((byte) 0);
    }
    return buffer.flip();
  }

  private static void forEachIn(ByteBuffer window, long at, Taker taker) throws IOException {
    int start = -1;
    for (int block = 0; block < window.limit(); block += BLOCK) {
      int end = Math.min(block + BLOCK, window.limit());
      boolean data = hasData(window.array(), block, end);
      if (data && start < 0) {
        start = block;
      }
      if (start >= 0 && (!data || end == window.limit())) {
        int stop = data ? end : block;
        byte[] range = new byte[stop - start];
        window.get(start, range);
        taker.take(at + start, range);
        start = -1;
      }
    }
  }

  private static boolean hasData(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
