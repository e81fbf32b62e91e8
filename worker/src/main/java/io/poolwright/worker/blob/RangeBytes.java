package io.poolwright.worker.blob;

import java.io.IOException;
import java.io.OutputStream;

/** Takes the bytes of one range, and not one more. */
final class RangeBytes extends OutputStream {
  private final byte[] array;
  private int length;

  RangeBytes(int bytes) {
    this.array = new byte[bytes];
  }

  byte[] array() {
    return array;
  }

  boolean isWhole() {
    return length == array.length;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (count > array.length - length) {
      throw new IOException("more bytes than the range has");
    }
    System.arraycopy(bytes, offset, array, length, count);
    length += count;
  }
}
