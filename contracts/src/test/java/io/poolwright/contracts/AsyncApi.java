package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Makes the AsyncAPI document of the two schemas and of what the code writes around them. */
final class AsyncApi {
  private static final String RESOURCE = "/io/poolwright/contracts/asyncapi.json";

  /** Attributes that are the message's content type and its body, not properties. */
  private static final List<String> IN_THE_BODY = List.of("datacontenttype", "data");

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final ObjectNode root = (ObjectNode) Documents.json(Documents.resource("/asyncapi.json"));
  private final ObjectNode schemas = root.withObject("/components/schemas");
  private final ObjectNode messages = root.withObject("/components/messages");

  private AsyncApi() {}

  static ObjectNode document() {
    var api = new AsyncApi();
    api.addSchemas();
    api.addRequests();
    api.addEvents();
    return api.root;
  }

  /** The document as it is published with the library. */
  static String published() {
    return Documents.resource(RESOURCE);
  }

  private void addSchemas() {
    Schemas.REQUEST.path("$defs").properties().forEach(this::addSchema);
    Schemas.EVENT.path("$defs").properties().stream()
        .filter(
            definition -> definition.getValue().has("type") || definition.getValue().has("enum"))
        .forEach(this::addSchema);
  }

  private void addSchema(Map.Entry<String, JsonNode> definition) {
    schemas.set(definition.getKey(), moved(definition.getValue()));
  }

  /** References lead to where the schemas stand in this document. */
  private static JsonNode moved(JsonNode schema) {
    return Documents.json(schema.toString().replace("\"#/$defs/", "\"#/components/schemas/"));
  }

  private void addRequests() {
    for (JsonNode example : Schemas.REQUEST.path("examples")) {
      String name =
          example.path("type").asText().equals(CancelRequest.TYPE) ? "cancel" : "provision";
      ObjectNode message = message("requests", name, name);
      message.withObject("/correlationId").put("location", "$message.payload#/jobId");
      message.set("headers", requestHeaders());
      ObjectNode shown = message.withArray("/examples").addObject();
      shown.putObject("headers").put(Traceparent.PROPERTY, TRACE);
      shown.set("payload", example);
    }
  }

  private void addEvents() {
    for (JsonNode example : Schemas.EVENT.path("examples")) {
      String type = example.path("type").asText();
      String name = type.split("\\.", -1)[3];
      ObjectNode message = message("events", name, name + "Data");
      message.set("headers", headers(type));
      message.withObject("/correlationId").put("location", "$message.header#/cloudEvents:subject");
      CloudEvent event = CloudEvent.fromJson(example.toString());
      ObjectNode shown = message.withArray("/examples").addObject();
      event.amqpProperties().forEach(shown.putObject("headers")::put);
      shown.set("payload", event.data());
    }
  }

  private ObjectNode message(String channel, String name, String body) {
    ObjectNode message = messages.putObject(name).put("name", name);
    message.put("summary", schemas.path(body).path("description").asText());
    message.put("contentType", CloudEvent.CONTENT_TYPE);
    message.putObject("payload").put("$ref", "#/components/schemas/" + body);
    message.putObject("bindings").putObject("amqp1");
    root.withObject("/channels/" + channel + "/messages")
        .putObject(name)
        .put("$ref", "#/components/messages/" + name);
    return message;
  }

  private static ObjectNode requestHeaders() {
    ObjectNode headers = Documents.MAPPER.createObjectNode().put("type", "object");
    for (String name : List.of(Traceparent.PROPERTY, Traceparent.SDK_PROPERTY)) {
      headers.withObject("/properties").set(name, Schemas.EVENT.at("/properties/traceparent"));
    }
    return headers;
  }

  /** CloudEvents attributes as AMQP application properties. */
  private static ObjectNode headers(String type) {
    ObjectNode headers = Documents.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    ArrayNode required = headers.putArray("required");
    for (Map.Entry<String, JsonNode> attribute : Schemas.EVENT.path("properties").properties()) {
      String name = "cloudEvents:" + attribute.getKey();
      if (!IN_THE_BODY.contains(attribute.getKey())) {
        properties.set(name, attribute.getValue());
        if (Schemas.texts(Schemas.EVENT.path("required")).contains(attribute.getKey())) {
          required.add(name);
        }
      }
    }
    properties.putObject("cloudEvents:type").put("description", "The kind.").put("const", type);
    return headers;
  }
}
