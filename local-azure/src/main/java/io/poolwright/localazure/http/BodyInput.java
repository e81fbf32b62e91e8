package io.poolwright.localazure.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A body inside a connection: everything goes through one read, and closing it closes nothing. */
abstract class BodyInput extends InputStream {

  private static final int PIECE = 64 * 1024;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** In pieces that suit megabytes; the JDK's own are 8 KiB. */
  @Override
  public long transferTo(OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE];
    long total = 0;
    for (int count = read(piece, 0, PIECE); count >= 0; count = read(piece, 0, PIECE)) {
      out.write(piece, 0, count);
      total += count;
    }
    return total;
  }

  @Override
  public abstract int read(byte[] into, int offset, int wanted) throws IOException;
}
