package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.WireExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a client asks of Blob Storage, without the body.
 *
 * @param target path and query as they were sent
 * @param path undecoded: {@code /account/container/blob}
 * @param query decoded values by lower-case name
 * @param port the gateway's, on which the call came in
 */
record BlobCall(
    String method,
    String target,
    String path,
    Map<String, String> query,
    List<Header> headers,
    int port) {

  static BlobCall of(WireExchange exchange) {
    String target = exchange.getRequestURI().toString();
    String[] parts = target.split("\\?", 2);
    return new BlobCall(
        exchange.getRequestMethod(),
        target,
        parts[0],
        parts.length == 2 ? query(parts[1]) : Map.of(),
        exchange.requestLines(),
        exchange.getLocalAddress().getPort());
  }

  Optional<String> header(String name) {
    return Header.first(headers, name);
  }

  /** The operation's {@code comp} parameter; empty where there is none. */
  String comp() {
    return query.getOrDefault("comp", "");
  }

  boolean isPut(String comp) {
    return method.equals("PUT") && comp().equals(comp);
  }

  String account() {
    String[] segments = path.split("/", 3);
    return segments.length > 1 ? segments[1] : "";
  }

  /** Bytes in the body; -1 when it comes in chunks. */
  long length() {
    if (header("transfer-encoding").isPresent()) {
      return -1;
    }
    return Long.parseLong(header("content-length").orElse("0"));
  }

  /** The same target with another {@code comp} and without the parameters named. */
  String targetWith(String comp, List<String> without) {
    String[] parts = target.split("\\?", 2);
    String rest =
        Arrays.stream((parts.length == 2 ? parts[1] : "").split("&", -1))
            .filter(pair -> !pair.isEmpty() && !pair.startsWith("comp="))
            .filter(pair -> without.stream().noneMatch(name -> pair.startsWith(name + "=")))
            .map(pair -> "&" + pair)
            .collect(Collectors.joining());
    return parts[0] + "?comp=" + comp + rest;
  }

  private static Map<String, String> query(String text) {
    return Arrays.stream(text.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0].toLowerCase(Locale.ROOT),
                pair -> pair.length == 2 ? decoded(pair[1]) : "",
                (one, other) -> other));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
