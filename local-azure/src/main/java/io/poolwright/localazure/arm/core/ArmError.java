package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as ARM words it: {@code {"error":{"code","message","target","details"}}}.
 *
 * @param headers e.g. Retry-After
 * @param target what the error is about, or null
 */
public record ArmError(
    int status,
    String code,
    String message,
    @Nullable String target,
    List<Detail> details,
    Map<String, String> headers) {

  /** One line of {@code details}; Batch puts PropertyName, PropertyPath and Reason there. */
  public record Detail(String code, String message) {}

  public static ArmError of(int status, String code, String message) {
    return new ArmError(status, code, message, null, List.of(), Map.of());
  }

  public ArmError with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ArmError(status, code, message, target, details, more);
  }

  /** The answer that carries this refusal. */
  public ArmResponse response() {
    ObjectNode error = Json.object("code", code, "message", message);
    if (target != null) {
      error.put("target", target);
    }
    if (!details.isEmpty()) {
      error.set("details", Json.array(details));
    }
    return new ArmResponse(status, headers, Json.object("error", error));
  }
}
