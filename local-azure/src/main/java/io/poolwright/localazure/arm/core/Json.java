package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as ARM writes it: absent instead of null, times in UTC, durations in ISO 8601. */
public final class Json {
  /** Also writes and reads {@code Instant} and {@code Duration}, as text. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(TimeAsText.module())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /**
   * An object from alternating names and values; a null value leaves its name out.
   *
   * @param namesAndValues a name, its value, and so on
   */
  public static ObjectNode object(@Nullable Object... namesAndValues) {
    ObjectNode node = MAPPER.createObjectNode();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      Object value = namesAndValues[at + 1];
      if (value != null) {
        node.set(String.valueOf(namesAndValues[at]), tree(value));
      }
    }
    return node;
  }

  public static ArrayNode array(Iterable<?> values) {
    ArrayNode node = MAPPER.createArrayNode();
    values.forEach(value -> node.add(tree(value)));
    return node;
  }

  /** The value at a path of names, or the missing node. */
  public static JsonNode at(JsonNode node, String dottedPath) {
    return node.at("/" + dottedPath.replace('.', '/'));
  }

  /** The text at a path of names, or the empty string. */
  public static String text(JsonNode node, String dottedPath) {
    return at(node, dottedPath).asText("");
  }

  /** A copy without nulls: ARM treats a null property as one that is not there. */
  public static ObjectNode withoutNulls(ObjectNode node) {
    ObjectNode copy = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (property.getValue() instanceof ObjectNode inner) {
        copy.set(property.getKey(), withoutNulls(inner));
      } else if (!property.getValue().isNull()) {
        copy.set(property.getKey(), property.getValue().deepCopy());
      }
    }
    return copy;
  }

  private static JsonNode tree(Object value) {
    if (value instanceof Instant || value instanceof Duration) {
      return MAPPER.getNodeFactory().textNode(value.toString());
    }
    return MAPPER.valueToTree(value);
  }
}
