package io.poolwright.localazure.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: request after request until either side has had enough. */
final class Connection implements Runnable, AutoCloseable {

  /** What becomes of a request; it may return without an answer, which cuts the connection. */
  interface Service {
    void serve(WireExchange exchange) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int BUFFER = 64 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Service service;
  private final RequestLog log;

  Connection(Socket socket, Service service, RequestLog log) throws IOException {
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    this.service = service;
    this.log = log;
  }

  @Override
  public void run() {
    try (this) {
      boolean goesOn = true;
      while (goesOn) {
        Optional<RequestHead> head = RequestHead.read(in);
        goesOn = head.isPresent() && answer(head.get());
      }
    } catch (ProtocolException e) {
      LOG.warn("A client was cut off: {}", e.getMessage());
    } catch (IOException e) {
      LOG.debug("A client went away", e);
    }
  }

  private boolean answer(RequestHead head) throws IOException {
    if (head.header("expect").filter(value -> value.equalsIgnoreCase("100-continue")).isPresent()) {
      out.write(Framing.ascii("HTTP/1.1 100 Continue\r\n\r\n"));
      out.flush();
    }
    WireExchange exchange = new WireExchange(head, body(head), this, log);
    service.serve(exchange);
    return exchange.finish();
  }

  private InputStream body(RequestHead head) throws ProtocolException {
    if (head.header("transfer-encoding").isPresent()) {
      return Framing.chunked(in);
    }
    String length = head.header("content-length").orElse("0");
    try {
      return Framing.fixedLength(in, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new ProtocolException("not a content length: " + length);
    }
  }

  OutputStream output() {
    return out;
  }

  InetSocketAddress remote() {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  InetSocketAddress local() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A socket did not close", e);
    }
  }
}
