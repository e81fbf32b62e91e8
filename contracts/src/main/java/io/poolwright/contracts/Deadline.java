package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * When a job must be done: a point in time (RFC 3339, {@code 2026-12-01T08:00:00Z}) or a span that
 * counts from the job's acceptance (ISO 8601, {@code PT6H}).
 */
public sealed interface Deadline {
  /** The point in time that this means for a job accepted at {@code acceptedAt}. */
  Instant from(Instant acceptedAt);

  record At(Instant instant) implements Deadline {
    @Override
    public Instant from(Instant acceptedAt) {
      return instant;
    }

    @JsonValue
    @Override
    public String toString() {
      return instant.toString();
    }
  }

  record Within(Duration span) implements Deadline {
    @Override
    public Instant from(Instant acceptedAt) {
      return acceptedAt.plus(span);
    }

    @JsonValue
    @Override
    public String toString() {
      return span.toString();
    }
  }

  /**
   * Reads either form.
   *
   * @throws DateTimeException if the text is neither form, or a span that is not positive
   */
  @JsonCreator
  static Deadline parse(String text) {
    if (!text.startsWith("P")) {
      return new At(OffsetDateTime.parse(text).toInstant());
    }
    Duration span = Duration.parse(text);
    if (span.isNegative() || span.isZero()) {
      throw new DateTimeException("a span must be positive");
    }
    return new Within(span);
  }
}
