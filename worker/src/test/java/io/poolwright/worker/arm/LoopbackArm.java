package io.poolwright.worker.arm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what it was told to answer, in turn, and remembers what it was asked. */
public final class LoopbackArm implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();

  public record Answer(int status, String body, Map<String, String> headers) {}

  /**
   * A request as it came.
   *
   * @param target path and query as they were on the wire
   */
  public record Asked(String method, String target, @Nullable String ifNoneMatch, String body) {}

  public LoopbackArm() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public synchronized LoopbackArm answers(int status, String body) {
    return answers(status, body, Map.of());
  }

  public synchronized LoopbackArm answers(int status, String body, Map<String, String> headers) {
    answers.add(new Answer(status, body, headers));
    return this;
  }

  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  Asked lastAsked() {
    List<Asked> all = asked();
    return all.get(all.size() - 1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer answer = next(exchange, body);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Answer next(HttpExchange exchange, String body) {
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("If-None-Match"),
            body));
    Answer answer = answers.poll();
    return answer != null ? answer : new Answer(500, "nobody said what to answer", Map.of());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
