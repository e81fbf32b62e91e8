package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a schema takes, in a few words for a cell of a table. */
final class ReferenceType {
  private ReferenceType() {}

  static String of(JsonNode schema) {
    String type = what(schema);
    return schema.has("default") ? type + ", default " + code(schema.path("default")) : type;
  }

  private static String what(JsonNode schema) {
    if (schema.has("const")) {
      return code(schema.path("const"));
    }
    if (schema.has("enum")) {
      return StreamSupport.stream(schema.path("enum").spliterator(), false)
          .map(ReferenceType::code)
          .collect(Collectors.joining(", "));
    }
    String type = schema.path("type").asText("object");
    String format = schema.path("format").asText("");
    return format.isEmpty() ? type : format;
  }

  private static String code(JsonNode value) {
    return "`" + value.asText() + "`";
  }
}
