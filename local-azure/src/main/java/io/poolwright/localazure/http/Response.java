package io.poolwright.localazure.http;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One answer on its way to the client: first the head, then a body of known or unknown length. */
final class Response {

  private final OutputStream connection;
  private final RequestHead request;
  private final Headers headers = new Headers();
  private final List<Header> lines = new ArrayList<>();
  private OutputStream body = OutputStream.nullOutputStream();
  private FixedLengthOutput fixed = new FixedLengthOutput(body, 0);
  private int status = -1;
  private boolean lost;

  Response(OutputStream connection, RequestHead request) {
    this.connection = connection;
    this.request = request;
  }

  void add(Header line) {
    lines.add(line);
  }

  /**
   * Writes the head.
   *
   * @param length of the body: -1 for none, 0 for unknown (chunked), as the JDK's server has it
   */
  void start(int newStatus, long length) throws IOException {
    if (status >= 0) {
      throw new IOException("the answer was already started with " + status);
    }
    status = newStatus;
    if (lost) {
      return;
    }
    headers.forEach(
        (name, values) ->
            values.forEach(value -> add(new Header(name.toLowerCase(Locale.ROOT), value))));
    if (!request.method().equals("HEAD")) {
      lines.removeIf(line -> isFraming(line.name()));
    }
    if (mayHaveBody(newStatus)) {
      frame(length);
    }
    writeHead();
  }

  /** A HEAD announces a length, if the handler gave it as a header, and sends nothing. */
  private boolean mayHaveBody(int newStatus) {
    return !request.method().equals("HEAD") && newStatus != 204 && newStatus != 304;
  }

  private void frame(long length) {
    if (length == 0) {
      add(new Header("transfer-encoding", "chunked"));
      body = Framing.chunked(connection);
    } else {
      add(new Header("content-length", String.valueOf(Math.max(0, length))));
      fixed = new FixedLengthOutput(connection, Math.max(0, length));
      body = fixed;
    }
  }

  private void writeHead() throws IOException {
    var head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
    if (Header.first(lines, "date").isEmpty()) {
      add(new Header("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now())));
    }
    if (!request.keepsAlive()) {
      add(new Header("connection", "close"));
    }
    for (Header line : lines) {
      head.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    connection.write(Framing.ascii(head.append("\r\n").toString()));
  }

  private static ZonedDateTime now() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }

  private static boolean isFraming(String name) {
    return name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding");
  }

  /** Ends the body; false when nothing was answered, or less than was announced. */
  boolean isComplete() throws IOException {
    if (status < 0 || lost) {
      return false;
    }
    body.close();
    connection.flush();
    return fixed.isComplete();
  }

  void lose() {
    lost = true;
  }

  boolean isLost() {
    return lost;
  }

  Headers headers() {
    return headers;
  }

  int status() {
    return status;
  }

  OutputStream body() {
    return body;
  }

  void replaceBody(OutputStream other) {
    body = other;
  }
}
