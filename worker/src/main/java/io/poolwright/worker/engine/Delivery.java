package io.poolwright.worker.engine;

import io.poolwright.contracts.Traceparent;
import java.time.Instant;
import java.util.Optional;

/** A message that is locked for us. */
public interface Delivery {
  byte[] body();

  /** How often it was delivered before, 0 at first. */
  long deliveryCount();

  /** The trace that the message is part of. */
  default Optional<Traceparent> traceparent() {
    return Optional.empty();
  }

  /** Until when it is ours; moves on while the lock is renewed. */
  Instant lockedUntil();
}
