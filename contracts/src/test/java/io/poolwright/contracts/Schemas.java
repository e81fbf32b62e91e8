package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The published schemas, and what the records would have them say. */
final class Schemas {
  static final JsonNode REQUEST = schema("request-v1.schema.json");
  static final JsonNode EVENT = schema("event-v1.schema.json");
  static final JsonNode META = metaSchema();

  private Schemas() {}

  private static JsonNode schema(String name) {
    return Documents.json(Documents.resource("/io/poolwright/contracts/" + name));
  }

  private static JsonNode metaSchema() {
    return Documents.json("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}");
  }

  /** What the schema has against a document; empty if it is valid. */
  static List<Error> errors(JsonNode schema, JsonNode document) {
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    return compiled.validate(
        document,
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  static Set<String> components(Class<?> type) {
    return components(type, component -> true);
  }

  static Set<String> neverNull(Class<?> type) {
    return components(
        type, component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
  }

  private static Set<String> components(Class<?> type, Predicate<RecordComponent> which) {
    return Arrays.stream(type.getRecordComponents())
        .filter(which)
        .map(RecordComponent::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> properties(JsonNode definition) {
    Set<String> names = new TreeSet<>();
    definition.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(item -> texts.add(item.textValue()));
    return texts;
  }
}
