package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer: status, headers and a JSON body, or none. */
public record ArmResponse(int status, Map<String, String> headers, @Nullable JsonNode body) {

  public static ArmResponse ok(JsonNode body) {
    return new ArmResponse(200, Map.of(), body);
  }

  public static ArmResponse created(JsonNode body) {
    return new ArmResponse(201, Map.of(), body);
  }

  public static ArmResponse empty(int status) {
    return new ArmResponse(status, Map.of(), null);
  }

  public ArmResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ArmResponse(status, more, body);
  }
}
