package io.poolwright.localazure.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;

/** A body of an announced length: more is refused, less is noticed. Closing only flushes. */
final class FixedLengthOutput extends FilterOutputStream {

  private long left;

  FixedLengthOutput(OutputStream out, long length) {
    super(out);
    this.left = length;
  }

  boolean isComplete() {
    return left == 0;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > left) {
      throw new ProtocolException("the body is longer than announced by " + (length - left));
    }
    left -= length;
    out.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
