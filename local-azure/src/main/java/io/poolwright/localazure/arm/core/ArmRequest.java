package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call to ARM, taken apart.
 *
 * @param method in capitals
 * @param path the decoded segments, without empty ones
 * @param query decoded, names in lower case, the first value of each
 * @param headers names in lower case, the first value of each
 * @param body the JSON object sent, or null
 * @param base what absolute links in the answer start with
 * @param names the path's variable parts by the name the route gives them
 */
public record ArmRequest(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    @Nullable ObjectNode body,
    URI base,
    Map<String, String> names) {

  /** A variable part of the path, as the caller spelt it. */
  public String name(String variable) {
    String value = names.get(variable);
    if (value == null) {
      throw new IllegalArgumentException("the route has no " + variable);
    }
    return value;
  }

  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  public Optional<String> query(String lowerCaseName) {
    return Optional.ofNullable(query.get(lowerCaseName));
  }

  /** The api-version, checked before any route sees the request. */
  public String apiVersion() {
    return query("api-version").orElseThrow().toLowerCase(Locale.ROOT);
  }

  /** The id of the resource addressed, as the caller spelt it. */
  public ResourceId id() {
    return new ResourceId("/" + String.join("/", path));
  }

  /** The body of a call that needs one. Refused with 400 InvalidRequestContent when absent. */
  public ObjectNode requiredBody() {
    if (body == null) {
      throw ArmException.of(
          400,
          "InvalidRequestContent",
          "The request content was invalid: a JSON object is needed.");
    }
    return body;
  }

  /** An absolute link into this service, with the caller's api-version. */
  public String link(String pathAndQuery) {
    String joint = pathAndQuery.contains("?") ? "&" : "?";
    return base + pathAndQuery + joint + "api-version=" + apiVersion();
  }

  ArmRequest withNames(Map<String, String> variables) {
    return new ArmRequest(method, path, query, headers, body, base, variables);
  }
}
