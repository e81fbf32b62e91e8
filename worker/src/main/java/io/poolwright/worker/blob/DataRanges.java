package io.poolwright.worker.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Reads a file in the pieces that are worth sending: nothing but zeros is left out, in whole
 * blocks.
 */
public final class DataRanges {
  /** The most that one Put Page takes. */
  static final int MOST = 4 << 20;

  /** Smaller holes than this cost more requests than they save bytes. */
  private static final int BLOCK = 64 << 10;

  private static final int PAGE = 512;

  private final FileChannel file;

  public DataRanges(FileChannel file) {
    this.file = file;
  }

  /** Takes a range of the file; its begin and its length are multiples of 512. */
  public interface Taker {
    void take(long at, byte[] data) throws IOException;
  }

  public void forEach(Taker taker) throws IOException {
    byte[] window = new byte[MOST];
    for (long at = 0; at < file.size(); at += MOST) {
      int length = fill(window, at);
      forEachIn(window, length, at, taker);
    }
  }

  /** A page blob has whole pages: the rest of the last one is zeros. Returns the pages' length. */
  private int fill(byte[] window, long at) throws IOException {
    var buffer = ByteBuffer.wrap(window);
    int read = 0;
    while (read >= 0 && buffer.hasRemaining()) {
      read = file.read(buffer, at + buffer.position());
    }
    int length = (buffer.position() + PAGE - 1) / PAGE * PAGE;
    Arrays.fill(window, buffer.position(), length, (byte) 0);
    return length;
  }

  private static void forEachIn(byte[] window, int length, long at, Taker taker)
      throws IOException {
    int start = -1;
    for (int block = 0; block < length; block += BLOCK) {
      int end = Math.min(block + BLOCK, length);
      boolean data = hasData(window, block, end);
      if (data && start < 0) {
        start = block;
      }
      if (start >= 0 && (!data || end == length)) {
        taker.take(at + start, Arrays.copyOfRange(window, start, data ? end : block));
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
