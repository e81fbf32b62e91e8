package io.poolwright.localazure.arm.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyTableTest {
  /** A folder with {@code <api-version>-Microsoft.Batch.json}, from Azure's published schemas. */
  private static final String SCHEMAS = "azure.schemas";

  @Test
  void aLineTellsTypeBoundsAndFlags() {
    PropertyTable table =
        PropertyTable.parse("T\n  a [U] ! >=2024-07-01 <2025-06-01 secret\n  b x|y\n");

    assertThat(table.find("T", "a", "2024-07-01"))
        .contains(new PropertyTable.Property("a", "[U]", true, "2024-07-01", "2025-06-01", true));
    assertThat(table.find("T", "a", "2023-05-01")).isEmpty();
    assertThat(table.find("T", "a", "2025-06-01")).isEmpty();
    assertThat(table.find("T", "b", "2023-05-01")).isPresent();
    assertThat(table.find("U", "a", "2024-07-01")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-05-01", "2024-07-01", "2025-06-01"})
  void theTableSaysWhatAzuresSchemasSay(String apiVersion) throws IOException {
    Optional<Path> file =
        Optional.ofNullable(System.getProperty(SCHEMAS))
            .map(folder -> Path.of(folder, apiVersion + "-Microsoft.Batch.json"))
            .filter(Files::exists);
    assumeTrue(file.isPresent(), "needs -D" + SCHEMAS + "=<folder of Azure's schemas>");
    JsonNode definitions =
        new ObjectMapper().readTree(file.orElseThrow().toFile()).get("definitions");

    List<String> differences = new ArrayList<>();
    Deque<String> toVisit = new ArrayDeque<>(List.of("PoolProperties", "BatchPoolIdentity"));
    Set<String> visited = new HashSet<>();
    while (!toVisit.isEmpty()) {
      String type = toVisit.pop();
      if (visited.add(type)) {
        compare(type, definitions.get(type), apiVersion, toVisit, differences);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(visited).hasSizeGreaterThan(40);
  }

  private static void compare(
      String type,
      JsonNode definition,
      String apiVersion,
      Deque<String> toVisit,
      List<String> differences) {
    Set<String> published = new TreeSet<>();
    for (Map.Entry<String, JsonNode> property : definition.path("properties").properties()) {
      boolean required =
          definition.path("required").toString().contains('"' + property.getKey() + '"');
      published.add(property.getKey() + " " + type(property.getValue(), toVisit) + " " + required);
    }
    Set<String> ours = new TreeSet<>();
    for (PropertyTable.Property property : PropertyTable.POOL.properties(type, apiVersion)) {
      if (!property.type().equals("readonly")) {
        ours.add(property.name() + " " + property.type() + " " + property.required());
      }
    }
    if (!published.equals(ours)) {
      differences.add(type + ": published " + published + ", ours " + ours);
    }
  }

  /** A schema's type in the table's words. */
  private static String type(JsonNode schema, Deque<String> toVisit) {
    for (JsonNode choice : schema.path("oneOf")) {
      if (!choice.path("$ref").asText().endsWith("/expression")) {
        return type(choice, toVisit);
      }
    }
    String reference = schema.path("$ref").asText();
    if (!reference.isEmpty()) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      toVisit.push(name);
      return name;
    }
    if (schema.has("enum")) {
      List<String> values = new ArrayList<>();
      schema.get("enum").forEach(value -> values.add(value.asText()));
      return String.join("|", values);
    }
    return switch (schema.path("type").asText("object")) {
      case "array" -> "[" + type(schema.get("items"), toVisit) + "]";
      case "object" -> schema.has("additionalProperties") ? "map" : "object";
      default -> schema.get("type").asText();
    };
  }
}
