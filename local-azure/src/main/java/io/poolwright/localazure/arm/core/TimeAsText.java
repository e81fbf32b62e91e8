package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** The two JDK times that we store, as ISO 8601 text; a whole module for them is not needed. */
final class TimeAsText {
  private TimeAsText() {}

  static SimpleModule module() {
    return new SimpleModule("time-as-text")
        .addSerializer(Instant.class, ToStringSerializer.instance)
        .addSerializer(Duration.class, ToStringSerializer.instance)
        .addDeserializer(Instant.class, new Parsed<>(Instant.class, Instant::parse))
        .addDeserializer(Duration.class, new Parsed<>(Duration.class, Duration::parse));
  }

  private static final class Parsed<T> extends FromStringDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    Parsed(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    protected T _deserialize(String text, DeserializationContext context) {
      return parse.apply(text);
    }
  }
}
