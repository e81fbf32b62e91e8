package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads a duration in ISO 8601, whichever mapper binds the configuration. */
final class DurationText extends FromStringDeserializer<Duration> {
  private static final long serialVersionUID = 1L;

  DurationText() {
    super(Duration.class);
  }

  @Override
  protected Duration _deserialize(String text, DeserializationContext context) throws IOException {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return (Duration)
          context.handleWeirdStringValue(
              Duration.class, text, "not an ISO 8601 duration such as PT1.5S");
    }
  }
}
