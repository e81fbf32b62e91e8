package io.poolwright.worker.resilience;

import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.steps.ImageLedgers;

/** Ledgers behind the breaker of the job store, for they lie in the same container. */
public final class GuardedLedgers implements ImageLedgers {
  private final ImageLedgers ledgers;
  private final Breakers breakers;

  public GuardedLedgers(ImageLedgers ledgers, Breakers breakers) {
    this.ledgers = ledgers;
    this.breakers = breakers;
  }

  @Override
  public Stored load(String image) {
    return breakers.call(GuardedStore.NAME, () -> ledgers.load(image));
  }

  @Override
  public boolean replace(String image, Stored old, ImageLedger next) {
    return breakers.call(GuardedStore.NAME, () -> ledgers.replace(image, old, next));
  }
}
