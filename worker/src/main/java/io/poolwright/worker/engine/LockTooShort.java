package io.poolwright.worker.engine;

/** Too little is left of a message's lock to begin another write to Azure. */
public final class LockTooShort extends RuntimeException {
  private static final long serialVersionUID = 1;
}
