package io.poolwright.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Structured mode: the event as one JSON object. */
final class CloudEventJson {
  private CloudEventJson() {}

  static String write(CloudEvent event) {
    ObjectNode json = CloudEvent.MAPPER.createObjectNode();
    json.put("specversion", CloudEvent.SPEC_VERSION);
    json.put("id", event.id());
    json.put("source", event.source().toString());
    json.put("type", event.type());
    json.put("subject", event.subject());
    json.put("time", event.time().toString());
    Traceparent traceparent = event.traceparent();
    if (traceparent != null) {
      json.put(Traceparent.PROPERTY, traceparent.value());
    }
    json.put("datacontenttype", CloudEvent.CONTENT_TYPE);
    json.set("data", event.data());
    // A tree prints itself without spaces or line breaks.
    return json.toString();
  }

  static CloudEvent read(String text) {
    JsonNode json;
    try {
      json = CloudEvent.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the event is not JSON", e);
    }
    JsonNode data = json.get("data");
    if (data == null || !data.isObject()) {
      throw new IllegalArgumentException("no event of Poolwright: \"data\" is missing");
    }
    return CloudEventAttributes.event(name -> json.path(name).textValue(), data);
  }
}
