package io.poolwright.localazure.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, for handlers written against the JDK's interface, and for those that
 * must keep the case of header names.
 */
public final class WireExchange extends HttpExchange {

  private final RequestHead head;
  private final Response response;
  private final Connection connection;
  private final BodyCapture capture;
  private final RequestLog log;
  private final Headers requestHeaders = new Headers();
  private final Map<String, Object> attributes = new HashMap<>();
  private InputStream requestBody;
  private boolean recorded;

  WireExchange(RequestHead head, InputStream body, Connection connection, RequestLog log) {
    this.head = head;
    this.connection = connection;
    this.log = log;
    this.response = new Response(connection.output(), head);
    this.capture = new BodyCapture(body, head.header("content-type").orElse(""));
    this.requestBody = capture;
    head.headers().forEach(header -> requestHeaders.add(header.name(), header.value()));
  }

  /** The request's header lines as they were written. */
  public List<Header> requestLines() {
    return head.headers();
  }

  /** Answers with these header lines exactly as they are written; lengths as in the JDK. */
  public void sendResponseLines(int status, List<Header> lines, long length) throws IOException {
    lines.forEach(response::add);
    sendResponseHeaders(status, length);
  }

  @Override
  public void sendResponseHeaders(int status, long length) throws IOException {
    if (!response.isLost()) {
      record(status);
    }
    response.start(status, length);
  }

  /** Answers a control request, which the log does not show. */
  void sendUnrecorded(int status, byte[] json) throws IOException {
    recorded = true;
    response.add(new Header("content-type", "application/json"));
    sendResponseHeaders(status, json.length == 0 ? -1 : json.length);
    response.body().write(json);
  }

  /** From here on the handler's answer goes nowhere. */
  void loseResponse() {
    response.lose();
  }

  /** Ends the connection without an answer. */
  void cut() {
    record(null);
    connection.close();
  }

  /** Writes to the log now, as unanswered; what happens later is not recorded again. */
  void recordUnanswered() {
    record(null);
  }

  /**
   * Reads what the handler left of the body, so that the log has it and the next request starts.
   */
  void drain() throws IOException {
    capture.transferTo(OutputStream.nullOutputStream());
  }

  /**
   * Completes the answer.
   *
   * @return whether the connection can carry another request
   */
  boolean finish() throws IOException {
    if (!response.isComplete()) {
      cut();
      return false;
    }
    drain();
    return head.keepsAlive();
  }

  boolean isAnswered() {
    return response.status() >= 0;
  }

  private void record(@Nullable Integer status) {
    if (!recorded) {
      recorded = true;
      @Nullable String query = head.target().getRawQuery();
      log.add(
          new RecordedRequest(
              head.method(),
              head.target().getRawPath(),
              query == null ? null : Secrets.masked(query),
              Secrets.masked(head.headers()),
              capture.captured(),
              status));
    }
  }

  @Override
  public Headers getRequestHeaders() {
    return requestHeaders;
  }

  @Override
  public Headers getResponseHeaders() {
    return response.headers();
  }

  @Override
  public URI getRequestURI() {
    return head.target();
  }

  @Override
  public String getRequestMethod() {
    return head.method();
  }

  /** Not supported: a server here has one handler and no contexts. */
  @Override
  public HttpContext getHttpContext() {
    throw new UnsupportedOperationException("there are no contexts; the server has one handler");
  }

  @Override
  public void close() {
    if (!isAnswered()) {
      cut();
    }
  }

  @Override
  public InputStream getRequestBody() {
    return requestBody;
  }

  @Override
  public OutputStream getResponseBody() {
    return response.body();
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return connection.remote();
  }

  @Override
  public int getResponseCode() {
    return response.status();
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return connection.local();
  }

  @Override
  public String getProtocol() {
    return head.protocol();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    attributes.put(name, value);
  }

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
    if (in != null) {
      requestBody = in;
    }
    if (out != null) {
      response.replaceBody(out);
    }
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return null;
  }
}
