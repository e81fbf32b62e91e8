package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request is part of, as <a href="https://www.w3.org/TR/trace-context/">W3C Trace
 * Context</a> writes it; each event of the job carries it on.
 *
 * @param value {@code 00-{32 hex digits}-{16 hex digits}-{2 hex digits}}
 */
public record Traceparent(@JsonValue String value) {
  /** The application property that carries it with a request. */
  public static final String PROPERTY = "traceparent";

  /** Where Azure's SDKs put it. */
  public static final String SDK_PROPERTY = "Diagnostic-Id";

  /** For schemas; version 00, ids that are not zero. */
  public static final String PATTERN =
      "^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$";

  private static final Pattern SHAPE = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Traceparent {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a traceparent of version 00");
    }
  }

  /** The trace in this text; empty if it holds none, since a trace is never worth a failure. */
  static Optional<Traceparent> of(@Nullable Object text) {
    return text instanceof String value && SHAPE.matcher(value).matches()
        ? Optional.of(new Traceparent(value))
        : Optional.empty();
  }

  /** The trace that a message's application properties name, if they name one. */
  public static Optional<Traceparent> in(Map<String, ?> applicationProperties) {
    return Stream.of(PROPERTY, SDK_PROPERTY)
        .flatMap(name -> of(applicationProperties.get(name)).stream())
        .findFirst();
  }

  @Override
  public String toString() {
    return value;
  }
}
