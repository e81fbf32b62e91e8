package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;

/** The two JDK times that we store, as ISO 8601 text; a whole module for them is not needed. */
final class TimeAsText {
  private TimeAsText() {}

  static SimpleModule module() {
    return new SimpleModule("time-as-text")
        .addSerializer(Instant.class, ToStringSerializer.instance)
        .addSerializer(Duration.class, ToStringSerializer.instance)
        .addDeserializer(Instant.class, new InstantText())
        .addDeserializer(Duration.class, new DurationText());
  }

  private static final class InstantText extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantText() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String text, DeserializationContext context) {
      return Instant.parse(text);
    }
  }
}
