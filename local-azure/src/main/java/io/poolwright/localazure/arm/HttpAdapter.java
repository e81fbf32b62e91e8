package io.poolwright.localazure.arm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.ArmService;
import io.poolwright.localazure.arm.core.RawRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Carries requests from HTTP to the service, and its answers back. */
final class HttpAdapter implements HttpHandler {
  private final ArmService service;

  HttpAdapter(ArmService service) {
    this.service = service;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    ArmResponse answer = service.answer(request(exchange));
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] body = body(exchange, answer);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static RawRequest request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    URI target = exchange.getRequestURI();
    return new RawRequest(
        exchange.getRequestMethod(),
        target.getRawPath(),
        target.getRawQuery(),
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
        base(exchange, headers));
  }

  /** Links go to the address that the client used. */
  private static URI base(HttpExchange exchange, Map<String, String> headers) {
    String local = "127.0.0.1:" + exchange.getLocalAddress().getPort();
    return URI.create("http://" + headers.getOrDefault("host", local));
  }

  private static byte[] body(HttpExchange exchange, ArmResponse answer) {
    var body = answer.body();
    if (body == null) {
      return new byte[0];
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
