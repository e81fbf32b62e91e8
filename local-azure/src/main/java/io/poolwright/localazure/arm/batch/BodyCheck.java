package io.poolwright.localazure.arm.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.Json;
import java.util.List;
import java.util.Map;

/**
 * Reads a pool's body against the table of what its api-version knows. What comes out is a copy
 * without read-only properties, nulls and secrets.
 */
final class BodyCheck {
  private static final String READ_ONLY = "readonly";

  private final PropertyTable table;
  private final String apiVersion;

  BodyCheck(PropertyTable table, String apiVersion) {
    this.table = table;
    this.apiVersion = apiVersion.substring(0, Math.min(10, apiVersion.length()));
  }

  /**
   * Checks names, types and required properties.
   *
   * @throws ArmException 400 InvalidRequestBody, InvalidPropertyValue or MissingRequiredProperty,
   *     with the path of the first property that is wrong
   */
  ObjectNode read(ObjectNode body) {
    return object(body, PropertyTable.ROOT, "");
  }

  private ObjectNode object(ObjectNode node, String type, String path) {
    ObjectNode copy = Json.object();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      PropertyTable.Property property =
          table
              .find(type, entry.getKey(), apiVersion)
              .orElseThrow(() -> unknown(entry.getKey(), type, at));
      if (!property.type().equals(READ_ONLY) && !entry.getValue().isNull()) {
        JsonNode value = value(entry.getValue(), property.type(), at);
        if (!property.secret()) {
          copy.set(entry.getKey(), value);
        }
      }
    }
    requireAll(node, type, path);
    return copy;
  }

  private void requireAll(ObjectNode node, String type, String path) {
    for (PropertyTable.Property property : table.properties(type, apiVersion)) {
      if (property.required() && !node.hasNonNull(property.name())) {
        throw BatchErrors.missing(path.isEmpty() ? property.name() : path + "." + property.name());
      }
    }
  }

  private JsonNode value(JsonNode value, String type, String path) {
    if (type.startsWith("[")) {
      return list(value, type.substring(1, type.length() - 1), path);
    }
    if (table.isType(type)) {
      return object(asObject(value, type, path), type, path);
    }
    if (type.contains("|")) {
      return oneOf(value, List.of(type.split("\\|", -1)), path);
    }
    boolean fits =
        switch (type) {
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber() && value.canConvertToInt();
          case "boolean" -> value.isBoolean();
          case "map", "object" -> value.isObject();
          default -> throw new IllegalStateException("the property table has no type " + type);
        };
    if (!fits) {
      throw notA(type, value, path);
    }
    return value.deepCopy();
  }

  private ArrayNode list(JsonNode value, String element, String path) {
    if (!(value instanceof ArrayNode array)) {
      throw notA("list", value, path);
    }
    ArrayNode copy = Json.array(List.of());
    for (int at = 0; at < array.size(); at++) {
      copy.add(value(array.get(at), element, path + "[" + at + "]"));
    }
    return copy;
  }

  private static ObjectNode asObject(JsonNode value, String type, String path) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw notA(type, value, path);
  }

  private static JsonNode oneOf(JsonNode value, List<String> allowed, String path) {
    if (!value.isTextual() || allowed.stream().noneMatch(value.asText()::equalsIgnoreCase)) {
      throw BatchErrors.invalidValue(path, value + " is not one of " + allowed + ".");
    }
    return value;
  }

  private ArmException unknown(String name, String type, String path) {
    return BatchErrors.invalidBody(
        path,
        "Could not find member '"
            + name
            + "' on object of type '"
            + type
            + "' in api-version "
            + apiVersion
            + ". Path '"
            + path
            + "'.");
  }

  private static ArmException notA(String type, JsonNode value, String path) {
    return BatchErrors.invalidBody(
        path,
        "Could not convert a JSON "
            + value.getNodeType()
            + " to "
            + type
            + ". Path '"
            + path
            + "'.");
  }
}
