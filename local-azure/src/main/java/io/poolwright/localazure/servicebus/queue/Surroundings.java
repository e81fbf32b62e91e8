package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/** What entities need from outside: time, chance, and a place for durable changes. */
public record Surroundings(InstantSource clock, Supplier<UUID> lockTokens, ChangeLog changes) {

  /** The present in whole milliseconds, which is what AMQP timestamps can carry. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
