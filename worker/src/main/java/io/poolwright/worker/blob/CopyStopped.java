package io.poolwright.worker.blob;

import io.poolwright.worker.steps.Slice;

/** Ends a slice from whatever depth finds out that it cannot go on; caught where it began. */
final class CopyStopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Slice outcome;

  CopyStopped(Slice outcome) {
    super(outcome.toString(), null, false, false);
    this.outcome = outcome;
  }

  Slice outcome() {
    return outcome;
  }
}
