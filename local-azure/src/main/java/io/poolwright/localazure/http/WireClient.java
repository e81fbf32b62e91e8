package io.poolwright.localazure.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the wire: HTTP/1.1 that changes no header on the way, so that signatures stay
 * valid. Connections are kept for three seconds, less than Azurite's five.
 */
public final class WireClient implements AutoCloseable {

  private static final long KEPT_NANOS = 3_000_000_000L;
  private static final int BUFFER = 64 * 1024;
  private static final int CONNECT_MILLIS = 5_000;

  /** What holds for one connection only (RFC 9110, section 7.6.1), and the framing we write. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "keep-alive", "expect", "transfer-encoding", "te", "upgrade");

  private final Map<InetSocketAddress, ArrayDeque<Link>> idle = new ConcurrentHashMap<>();

  /**
   * Sends a request and reads the head of the answer.
   *
   * @throws IOException when the server cannot be reached or breaks off; the request may have been
   *     done
   */
  public WireResponse send(InetSocketAddress server, WireRequest request) throws IOException {
    Link link = link(server);
    try {
      link.write(request);
      return link.read(request.method(), reusable -> release(server, link, reusable));
    } catch (IOException e) {
      link.close();
      throw e;
    }
  }

  /** Closes the connections that are idle. */
  @Override
  public void close() {
    synchronized (idle) {
      idle.values().forEach(links -> links.forEach(Link::close));
      idle.clear();
    }
  }

  private Link link(InetSocketAddress server) throws IOException {
    synchronized (idle) {
      ArrayDeque<Link> links = idle.computeIfAbsent(server, any -> new ArrayDeque<>());
      for (@Nullable Link link = links.pollLast(); link != null; link = links.pollLast()) {
        if (System.nanoTime() - link.since < KEPT_NANOS) {
          return link;
        }
        link.close();
      }
    }
    return new Link(server);
  }

  private void release(InetSocketAddress server, Link link, boolean reusable) {
    if (!reusable) {
      link.close();
      return;
    }
    link.since = System.nanoTime();
    synchronized (idle) {
      idle.computeIfAbsent(server, any -> new ArrayDeque<>()).addLast(link);
    }
  }

  private static final class Link {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private long since;

    Link(InetSocketAddress server) throws IOException {
      socket.setTcpNoDelay(true);
      socket.connect(server, CONNECT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream(), BUFFER);
      out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    void write(WireRequest request) throws IOException {
      var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
      for (Header header : request.headers()) {
        if (!isFraming(header)) {
          head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
      }
      if (Header.first(request.headers(), "host").isEmpty()) {
        head.append("Host: 127.0.0.1:").append(socket.getPort()).append("\r\n");
      }
      boolean chunked = request.length() < 0;
      if (chunked) {
        head.append("Transfer-Encoding: chunked\r\n");
      } else if (request.length() > 0 || !request.method().matches("GET|HEAD")) {
        head.append("Content-Length: ").append(request.length()).append("\r\n");
      }
      out.write(Framing.ascii(head.append("\r\n").toString()));
      try (OutputStream body = chunked ? Framing.chunked(out) : Framing.open(out)) {
        request.body().transferTo(body);
      }
    }

    WireResponse read(String method, WireResponse.Release release) throws IOException {
      StatusAndHeaders head = StatusAndHeaders.read(in);
      boolean chunked = Header.first(head.headers(), "transfer-encoding").isPresent();
      boolean bodiless = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
      String announced = Header.first(head.headers(), "content-length").orElse("0");
      boolean closing =
          Header.first(head.headers(), "connection").filter("close"::equalsIgnoreCase).isPresent();
      long length = bodiless ? 0 : chunked ? -1 : Long.parseLong(announced);
      InputStream body = length < 0 ? Framing.chunked(in) : Framing.fixedLength(in, length);
      List<Header> passed =
          head.headers().stream()
              .filter(header -> !OF_THE_CONNECTION.contains(lower(header)))
              .toList();
      return new WireResponse(
          head.status(), passed, body, length, read -> release.release(read && !closing));
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // Nobody waits for it any more.
      }
    }

    private static boolean isFraming(Header header) {
      return lower(header).equals("content-length") || OF_THE_CONNECTION.contains(lower(header));
    }

    private static String lower(Header header) {
      return header.name().toLowerCase(Locale.ROOT);
    }
  }

  private record StatusAndHeaders(int status, List<Header> headers) {

    static StatusAndHeaders read(InputStream in) throws IOException {
      var budget = new RequestHead.Budget();
      String line = RequestHead.line(in, budget).orElseThrow(EOFException::new);
      String[] parts = line.split(" ", 3);
      if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
        throw new ProtocolException("not an HTTP status line: " + line);
      }
      int status = Integer.parseInt(parts[1]);
      List<Header> headers = RequestHead.headers(in, budget);
      return status == 100 ? read(in) : new StatusAndHeaders(status, headers);
    }
  }
}
