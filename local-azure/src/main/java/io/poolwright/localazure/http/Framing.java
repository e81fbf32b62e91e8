package io.poolwright.localazure.http;

import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Where a body ends on a connection that goes on afterwards (RFC 9112, section 6). */
final class Framing {

  private Framing() {}

  /** Exactly {@code length} bytes of {@code in}; an earlier end of the connection is an error. */
  static InputStream fixedLength(InputStream in, long length) {
    return new BodyInput() {
      private long left = length;

      @Override
      public int read(byte[] into, int offset, int wanted) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = in.read(into, offset, (int) Math.min(wanted, left));
        if (count < 0) {
          throw new EOFException(left + " bytes of the body are missing");
        }
        left -= count;
        return count;
      }
    };
  }

  /** The content of chunks up to the last, empty one; trailers are read and dropped. */
  static InputStream chunked(InputStream in) {
    return new BodyInput() {
      private long left;
      private boolean first = true;
      private boolean over;

      @Override
      public int read(byte[] into, int offset, int wanted) throws IOException {
        if (left == 0 && !over) {
          nextChunk();
        }
        if (over) {
          return -1;
        }
        int count = in.read(into, offset, (int) Math.min(wanted, left));
        if (count < 0) {
          throw new EOFException("the connection ended inside a chunk");
        }
        left -= count;
        return count;
      }

      private void nextChunk() throws IOException {
        if (!first) {
          line();
        }
        first = false;
        String size = line().split(";", 2)[0].trim();
        try {
          left = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
          throw new ProtocolException("not a chunk size: " + size);
        }
        over = left == 0;
        while (over && !line().isEmpty()) {
          // a trailer
        }
      }

      private String line() throws IOException {
        return RequestHead.line(in, new RequestHead.Budget()).orElseThrow(EOFException::new);
      }
    };
  }

  /** Wraps every write in a chunk; closing writes the last one and leaves the connection open. */
  static OutputStream chunked(OutputStream out) {
    return new FilterOutputStream(out) {
      private boolean over;

      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
          out.write(ascii(Integer.toHexString(length) + "\r\n"));
          out.write(bytes, offset, length);
          out.write(ascii("\r\n"));
        }
      }

      @Override
      public void close() throws IOException {
        if (!over) {
          over = true;
          out.write(ascii("0\r\n\r\n"));
          out.flush();
        }
      }
    };
  }

  /** Writes straight through; closing only flushes. */
  static OutputStream open(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        out.flush();
      }
    };
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
