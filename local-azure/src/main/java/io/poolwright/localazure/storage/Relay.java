package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.ErrorBody;
import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.WireExchange;
import io.poolwright.localazure.http.WireRequest;
import io.poolwright.localazure.http.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Hands requests and answers through, byte for byte. */
final class Relay {

  private Relay() {}

  /** The request as the client sent it, its body still on the wire. */
  static WireRequest request(WireExchange exchange, BlobCall call) {
    return new WireRequest(
        call.method(), call.target(), call.headers(), exchange.getRequestBody(), call.length());
  }

  /** Answers with what Azurite answered and these headers. */
  static void answer(WireExchange exchange, WireResponse response, List<Header> more)
      throws IOException {
    try (response) {
      List<Header> headers = new ArrayList<>(response.headers());
      more.forEach(
          header -> headers.removeIf(other -> other.name().equalsIgnoreCase(header.name())));
      headers.addAll(more);
      long length = response.length() < 0 ? 0 : response.length() == 0 ? -1 : response.length();
      exchange.sendResponseLines(response.status(), headers, length);
      response.body().transferTo(exchange.getResponseBody());
    }
  }

  static void refuse(WireExchange exchange, StorageFailure failure) throws IOException {
    ErrorBody.Rendered error = failure.rendered();
    byte[] body = error.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseLines(failure.status(), error.headers(), body.length);
    if (!exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(body);
    }
  }
}
