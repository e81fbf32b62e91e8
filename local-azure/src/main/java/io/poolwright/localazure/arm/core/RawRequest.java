package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in.
 *
 * @param rawPath percent-encoded
 * @param rawQuery percent-encoded, without the question mark, or null
 * @param headers names in lower case
 * @param base scheme and authority that absolute links start with
 */
public record RawRequest(
    String method,
    String rawPath,
    @Nullable String rawQuery,
    Map<String, String> headers,
    String body,
    URI base) {

  /**
   * Takes the request apart.
   *
   * @throws ArmException 400 for a path that cannot be one, or a body that is not a JSON object
   */
  ArmRequest parse() {
    return new ArmRequest(method, path(), query(), headers, json(), base, Map.of());
  }

  private List<String> path() {
    List<String> path = new ArrayList<>();
    for (String segment : rawPath.split("/", -1)) {
      if (!segment.isEmpty()) {
        path.add(segment(segment));
      }
    }
    return List.copyOf(path);
  }

  private static String segment(String raw) {
    String decoded = decoded(raw.replace("+", "%2B"));
    boolean bad =
        decoded.equals(".")
            || decoded.equals("..")
            || decoded.chars().anyMatch(c -> c < ' ' || "/\\?#%".indexOf(c) >= 0);
    if (bad) {
      throw ArmException.of(
          400, "InvalidUri", "The path has a segment that cannot be a name: '" + raw + "'.");
    }
    return decoded;
  }

  private Map<String, String> query() {
    Map<String, String> query = new HashMap<>();
    if (rawQuery != null && !rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&", -1)) {
        int split = pair.indexOf('=');
        String name = split < 0 ? pair : pair.substring(0, split);
        String value = split < 0 ? "" : pair.substring(split + 1);
        query.putIfAbsent(decoded(name).toLowerCase(Locale.ROOT), decoded(value));
      }
    }
    return Map.copyOf(query);
  }

  private @Nullable ObjectNode json() {
    if (body.isBlank()) {
      return null;
    }
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw invalid("a JSON object is needed");
    } catch (JsonProcessingException e) {
      throw invalid(e.getOriginalMessage());
    }
  }

  private static ArmException invalid(String reason) {
    return ArmException.of(
        400,
        "InvalidRequestContent",
        "The request content was invalid and could not be deserialized: " + reason + ".");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ArmException.of(400, "InvalidUri", "The address has a broken percent-encoding.");
    }
  }
}
