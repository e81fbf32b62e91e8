package io.poolwright.localazure.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Request line and headers as they came. Bytes are read as ISO-8859-1, so whatever is passed on is
 * passed on unchanged.
 *
 * @param target the request target, undecoded: path and query
 */
record RequestHead(String method, URI target, String protocol, List<Header> headers) {

  private static final int LIMIT = 128 * 1024;

  /** Reads the next head; empty when the client closed between two requests. */
  static Optional<RequestHead> read(InputStream in) throws IOException {
    var budget = new Budget();
    Optional<String> line = line(in, budget);
    while (line.isPresent() && line.get().isEmpty()) {
      line = line(in, budget);
    }
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = line.get().split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new ProtocolException("not an HTTP/1.1 request line: " + line.get());
    }
    return Optional.of(new RequestHead(parts[0], uri(parts[1]), parts[2], headers(in, budget)));
  }

  Optional<String> header(String name) {
    return Header.first(headers, name);
  }

  /** Whether the client wants the connection to stay after this request. */
  boolean keepsAlive() {
    return protocol.equals("HTTP/1.1")
        && !header("connection").map(value -> value.equalsIgnoreCase("close")).orElse(false);
  }

  static List<Header> headers(InputStream in, Budget budget) throws IOException {
    List<Header> headers = new ArrayList<>();
    while (true) {
      String line = line(in, budget).orElseThrow(EOFException::new);
      if (line.isEmpty()) {
        return List.copyOf(headers);
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("not a header line: " + line);
      }
      headers.add(new Header(line.substring(0, colon).trim(), line.substring(colon + 1).trim()));
    }
  }

  private static URI uri(String target) throws ProtocolException {
    try {
      return new URI(target);
    } catch (URISyntaxException e) {
      throw new ProtocolException("not a request target: " + e.getMessage());
    }
  }

  /** A line without its end; empty at the end of the stream. */
  static Optional<String> line(InputStream in, Budget budget) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream(128);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      budget.spend();
      if (next != '\r') {
        bytes.write(next);
      }
    }
    return Optional.of(bytes.toString(StandardCharsets.ISO_8859_1));
  }

  /** How many more bytes of head or framing are accepted before the client is taken for broken. */
  static final class Budget {
    private int left = LIMIT;

    private void spend() throws ProtocolException {
      if (--left < 0) {
        throw new ProtocolException("more than " + LIMIT + " bytes of request head");
      }
    }
  }
}
