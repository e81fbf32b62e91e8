package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes an event of its attributes, wherever they come from. */
final class CloudEventAttributes {
  private CloudEventAttributes() {}

  /**
   * The event that has these attributes.
   *
   * @param attributes gives the text of an attribute, or null if there is none
   * @throws IllegalArgumentException naming the first attribute that is missing or wrong
   */
  static CloudEvent event(Function<String, @Nullable String> attributes, JsonNode data) {
    String version = required(attributes, "specversion");
    if (!version.equals(CloudEvent.SPEC_VERSION)) {
      throw new IllegalArgumentException(
          "specversion is %s, not 1.0".formatted(Shown.text(version)));
    }
    String source = required(attributes, "source");
    String time = required(attributes, "time");
    try {
      return new CloudEvent(
          required(attributes, "id"),
          new URI(source),
          required(attributes, "type"),
          required(attributes, "subject"),
          OffsetDateTime.parse(time).toInstant(),
          Traceparent.of(attributes.apply(Traceparent.PROPERTY)).orElse(null),
          data);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("source is not a URI reference", e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("time is not RFC 3339", e);
    }
  }

  private static String required(Function<String, @Nullable String> attributes, String name) {
    String value = attributes.apply(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("no event of Poolwright: \"" + name + "\" is missing");
    }
    return value;
  }
}
