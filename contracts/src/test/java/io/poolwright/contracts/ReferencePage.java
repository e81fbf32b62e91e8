package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Makes the reference page of the AsyncAPI document. */
final class ReferencePage {
  private final JsonNode api;
  private final StringBuilder page = new StringBuilder();

  private ReferencePage(JsonNode api) {
    this.api = api;
  }

  static String of(JsonNode api) {
    var page = new ReferencePage(api);
    page.channels();
    page.messages("requests", "Requests");
    page.messages("events", "Events");
    return page.page.toString();
  }

  private void channels() {
    line("# The contract, version 1");
    line("");
    line("Made from the schemas and the AsyncAPI document; do not edit. To make it anew:");
    line("`" + ContractDocumentsTest.COMMAND + "`.");
    line("");
    line(api.at("/info/description").asText());
    line("");
    line("| Channel | Default name |");
    line("|---|---|");
    for (Map.Entry<String, JsonNode> channel : api.path("channels").properties()) {
      row(channel.getKey(), code(channel.getValue().path("address").asText()));
    }
  }

  private void messages(String channel, String title) {
    JsonNode described = api.at("/channels/" + channel);
    line("");
    line("## " + title);
    line("");
    line(described.path("description").asText());
    for (Map.Entry<String, JsonNode> message : described.path("messages").properties()) {
      message(message.getKey(), api.at("/components/messages/" + message.getKey()));
    }
  }

  private void message(String name, JsonNode message) {
    line("");
    line("### " + name);
    line("");
    line(message.path("summary").asText());
    line("");
    line("| Property | Type | |");
    line("|---|---|---|");
    properties("", resolved(message.path("payload")));
    example(message.at("/examples/0"));
  }

  private void example(JsonNode example) {
    if (example.has("headers")) {
      line("");
      line("Application properties:");
      json(example.path("headers"));
      line("");
      line("Body:");
    }
    json(example.path("payload"));
  }

  private void properties(String prefix, JsonNode schema) {
    Set<String> required = Schemas.texts(schema.path("required"));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      property(
          prefix + property.getKey(), property.getValue(), required.contains(property.getKey()));
    }
    for (JsonNode choice : schema.path("oneOf")) {
      properties(prefix, resolved(choice));
    }
    for (JsonNode choice : schema.path("anyOf")) {
      refinements(prefix, choice);
    }
    if (schema.path("type").asText().equals("array")) {
      properties(prefix, resolved(schema.path("items")));
    }
  }

  /** What a choice adds to properties that are told already. */
  private void refinements(String prefix, JsonNode choice) {
    for (Map.Entry<String, JsonNode> property : choice.path("properties").properties()) {
      properties(prefix + property.getKey() + ".", resolved(property.getValue()));
    }
  }

  private void property(String path, JsonNode declared, boolean required) {
    JsonNode schema = resolved(declared);
    if (schema.isBoolean()) {
      row(code(path), "–", "Not allowed: Poolwright sets it.");
      return;
    }
    boolean isList = schema.path("type").asText().equals("array");
    row(
        code(path) + (required ? "" : " (optional)"),
        ReferenceType.of(schema),
        schema.path("description").asText());
    properties(path + (isList ? "[]." : "."), schema);
  }

  /** What a reference leads to, with the description that stands beside the reference, if any. */
  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    if (reference.isEmpty()) {
      return schema;
    }
    JsonNode target = api.at(reference.substring(1)).deepCopy();
    if (schema.has("description") && target instanceof ObjectNode object) {
      object.set("description", schema.path("description"));
    }
    return target;
  }

  private void json(JsonNode value) {
    line("");
    line("```json");
    line(Documents.pretty(value));
    line("```");
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells).replace("\n", " ") + " |");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
