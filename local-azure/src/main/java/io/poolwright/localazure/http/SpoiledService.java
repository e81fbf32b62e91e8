package io.poolwright.localazure.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service as its clients meet it: with the faults that are in force. */
final class SpoiledService implements Connection.Service {

  private static final Logger LOG = LoggerFactory.getLogger(SpoiledService.class);
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final HttpHandler service;
  private final Faults faults;
  private final ErrorBody errors;

  SpoiledService(HttpHandler service, Faults faults, ErrorBody errors) {
    this.service = service;
    this.faults = faults;
    this.errors = errors;
  }

  @Override
  public void serve(WireExchange exchange) throws IOException {
    Optional<ArmedFault> fault =
        faults.take(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            exchange.getRequestURI().getRawQuery());
    if (fault.isPresent()) {
      spoil(exchange, fault.get());
    } else {
      act(exchange);
    }
  }

  private void spoil(WireExchange exchange, ArmedFault armed) throws IOException {
    Fault fault = armed.fault();
    switch (fault.action()) {
      case STATUS -> {
        exchange.drain();
        refuse(exchange, fault);
      }
      case CUT -> {
        exchange.drain();
        exchange.cut();
      }
      case HANG -> {
        exchange.drain();
        hold(exchange, armed);
      }
      case LOSE_RESPONSE -> {
        exchange.loseResponse();
        act(exchange);
        exchange.cut();
      }
      case HOLD_RESPONSE -> {
        exchange.loseResponse();
        act(exchange);
        hold(exchange, armed);
      }
      case DELAY -> {
        pause(armed, Duration.ofMillis(fault.delayMillis() == null ? 0 : fault.delayMillis()));
        act(exchange);
      }
    }
  }

  private static void hold(WireExchange exchange, ArmedFault armed) throws IOException {
    exchange.recordUnanswered();
    pause(armed, FOR_EVER);
    exchange.cut();
  }

  private void act(WireExchange exchange) throws IOException {
    try {
      service.handle(exchange);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), e);
      if (exchange.isAnswered()) {
        exchange.cut();
      } else {
        send(exchange, 500, errors.render(500, "InternalError", String.valueOf(e.getMessage())));
      }
    }
  }

  private void refuse(WireExchange exchange, Fault fault) throws IOException {
    int status = fault.status() == null ? 500 : fault.status();
    String code = fault.code() == null ? "InjectedFault" : fault.code();
    ErrorBody.Rendered own = errors.render(status, code, "This answer was asked for in a test.");
    List<Header> headers = new ArrayList<>(own.headers());
    if (fault.headers() != null) {
      fault.headers().forEach((name, value) -> replace(headers, new Header(name, value)));
    }
    JsonNode body = fault.body();
    send(exchange, status, new ErrorBody.Rendered(headers, body == null ? own.body() : text(body)));
  }

  private static void replace(List<Header> headers, Header header) {
    headers.removeIf(other -> other.name().equalsIgnoreCase(header.name()));
    headers.add(header);
  }

  private static String text(JsonNode body) {
    return body.isTextual() ? body.textValue() : body.toString();
  }

  private static void send(WireExchange exchange, int status, ErrorBody.Rendered answer)
      throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseLines(status, answer.headers(), body.length == 0 ? -1 : body.length);
    if (!exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void pause(ArmedFault fault, Duration most) throws IOException {
    try {
      fault.awaitDisarmed(most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is closing", e);
    }
  }
}
