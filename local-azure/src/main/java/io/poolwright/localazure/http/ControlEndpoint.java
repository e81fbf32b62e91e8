package io.poolwright.localazure.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a test may ask of a server beside its service. It answers under {@code /_control} and below
 * any first path segment, because clients derive it from account-level endpoints.
 *
 * <ul>
 *   <li>{@code GET /_control/requests?method=&path=}: the {@link RecordedRequest}s, oldest first;
 *       both filters are optional prefixes. {@code DELETE} forgets them.
 *   <li>{@code POST /_control/faults} with a {@link Fault}: 201 with {@code {"id"}}. {@code GET}
 *       lists {@link Faults.Status}; {@code DELETE} lifts all, or one at {@code /{id}}.
 * </ul>
 */
final class ControlEndpoint {

  private static final Pattern PATH = Pattern.compile("(?:/[^/]+)?/_control(/.*)?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RequestLog log;
  private final Faults faults;

  ControlEndpoint(RequestLog log, Faults faults) {
    this.log = log;
    this.faults = faults;
  }

  static boolean isControl(String path) {
    return PATH.matcher(path).matches();
  }

  void handle(WireExchange exchange) throws IOException {
    Matcher matcher = PATH.matcher(exchange.getRequestURI().getRawPath());
    String resource = matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "";
    String asked = exchange.getRequestMethod() + " " + resource;
    switch (asked) {
      case "GET /requests" -> send(exchange, 200, filtered(exchange.getRequestURI().getQuery()));
      case "DELETE /requests" -> {
        log.clear();
        send(exchange, 204, null);
      }
      case "GET /faults" -> send(exchange, 200, faults.list());
      case "POST /faults" -> add(exchange);
      case "DELETE /faults" -> {
        faults.clear();
        send(exchange, 204, null);
      }
      default -> one(exchange, asked);
    }
  }

  private void one(WireExchange exchange, String asked) throws IOException {
    String prefix = "DELETE /faults/";
    if (asked.startsWith(prefix) && faults.remove(asked.substring(prefix.length()))) {
      send(exchange, 204, null);
    } else {
      String mend = "ask for GET or DELETE of requests or faults, or POST faults";
      send(exchange, 404, error("NotFound", asked, mend));
    }
  }

  private void add(WireExchange exchange) throws IOException {
    try {
      Fault fault = JSON.readValue(exchange.getRequestBody().readAllBytes(), Fault.class);
      send(exchange, 201, Map.of("id", faults.add(fault)));
    } catch (ValueInstantiationException e) {
      String field = e.getCause() instanceof InvalidFault invalid ? invalid.field() : "";
      send(exchange, 400, error("InvalidFault", field, String.valueOf(e.getCause())));
    } catch (JsonMappingException e) {
      String field =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(name -> name != null)
              .collect(Collectors.joining("."));
      send(exchange, 400, error("InvalidFault", field, e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      send(exchange, 400, error("InvalidFault", "", "send JSON: " + e.getOriginalMessage()));
    }
  }

  private List<RecordedRequest> filtered(@Nullable String query) {
    Map<String, String> prefixes =
        Arrays.stream((query == null ? "" : query).split("&", -1))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> other));
    Predicate<RecordedRequest> method =
        request -> request.method().startsWith(prefixes.getOrDefault("method", ""));
    Predicate<RecordedRequest> path =
        request -> request.path().startsWith(prefixes.getOrDefault("path", ""));
    return log.recorded().stream().filter(method.and(path)).toList();
  }

  private static JsonNode error(String code, String field, String message) {
    return JSON.valueToTree(
        Map.of("error", Map.of("code", code, "field", field, "message", message)));
  }

  private static void send(WireExchange exchange, int status, @Nullable Object body)
      throws IOException {
    if (body == null) {
      exchange.sendUnrecorded(status, new byte[0]);
    } else {
      exchange.sendUnrecorded(status, JSON.writeValueAsBytes(body));
    }
  }
}
