package io.poolwright.worker.engine;

import java.time.Instant;

/** A message that is locked for us. */
public interface Delivery {
  byte[] body();

  /** How often it was delivered before, 0 at first. */
  long deliveryCount();

  /** Until when it is ours; moves on while the lock is renewed. */
  Instant lockedUntil();
}
