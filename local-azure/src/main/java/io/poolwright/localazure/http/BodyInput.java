package io.poolwright.localazure.http;

import java.io.IOException;
import java.io.InputStream;

/** A body inside a connection: everything goes through one read, and closing it closes nothing. */
abstract class BodyInput extends InputStream {

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] into, int offset, int wanted) throws IOException;
}
