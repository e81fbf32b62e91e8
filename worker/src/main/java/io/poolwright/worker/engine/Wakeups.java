package io.poolwright.worker.engine;

import io.poolwright.worker.job.CallFailed;
import java.time.Instant;

/** The worker's messages to itself. */
public interface Wakeups {
  /**
   * Sends a wake-up that is delivered at {@code at}, or at once if that has passed. The message id
   * is {@link Wakeup#messageId()}, so that a repeated send does not start a second chain.
   *
   * @throws CallFailed if the broker did not confirm it; it may have been sent all the same
   */
  void schedule(Wakeup wakeup, Instant at);
}
