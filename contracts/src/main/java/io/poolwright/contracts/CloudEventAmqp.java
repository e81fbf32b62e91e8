package io.poolwright.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binary mode of the <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/amqp-protocol-binding.md">AMQP
 * binding</a>: attributes are application properties, the data is the body.
 */
final class CloudEventAmqp {
  private static final String PREFIX = "cloudEvents:";

  /** What senders use whose libraries forbid a colon (JMS); the binding allows either. */
  private static final String OTHER_PREFIX = "cloudEvents_";

  private CloudEventAmqp() {}

  static Map<String, String> properties(CloudEvent event) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(PREFIX + "specversion", CloudEvent.SPEC_VERSION);
    properties.put(PREFIX + "id", event.id());
    properties.put(PREFIX + "source", event.source().toString());
    properties.put(PREFIX + "type", event.type());
    properties.put(PREFIX + "subject", event.subject());
    properties.put(PREFIX + "time", event.time().toString());
    Traceparent traceparent = event.traceparent();
    if (traceparent != null) {
      properties.put(PREFIX + Traceparent.PROPERTY, traceparent.value());
    }
    return properties;
  }

  static byte[] body(CloudEvent event) {
    try {
      return CloudEvent.MAPPER.writeValueAsBytes(event.data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot fail to be written", e);
    }
  }

  static CloudEvent read(Map<String, ?> properties, byte[] body) {
    JsonNode data;
    try {
      data = CloudEvent.MAPPER.readTree(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body of the event is not JSON", e);
    }
    if (!data.isObject()) {
      throw new IllegalArgumentException("the body of the event is not a JSON object");
    }
    return CloudEventAttributes.event(name -> attribute(properties, name), data);
  }

  private static @Nullable String attribute(Map<String, ?> properties, String name) {
    Object value = properties.get(PREFIX + name);
    if (value == null) {
      value = properties.get(OTHER_PREFIX + name);
    }
    // AMQP has a timestamp of its own, which Java's clients give as a Date.
    return value instanceof Date date
        ? date.toInstant().toString()
        : value == null ? null : value.toString();
  }
}
