package io.poolwright.worker.engine;

import java.time.Instant;

/** What an action has of the lock on the message that it is done for. */
public interface Hold {
  /** When a long action stops and says how far it came. */
  Instant until();

  /**
   * To be called before each write of an action but its first one: whoever stalled in a call before
   * it may have lost the message, and others may have gone on.
   *
   * @throws LockTooShort if too little of the lock is left; the delivery is given up
   */
  void require();
}
