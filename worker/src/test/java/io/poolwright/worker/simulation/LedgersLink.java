package io.poolwright.worker.simulation;

import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.steps.ImageLedgers;

/** The ledgers as one worker reaches them. */
final class LedgersLink implements ImageLedgers {
  private final Wire wire;
  private final SimLedgers ledgers;

  LedgersLink(Wire wire, SimLedgers ledgers) {
    this.wire = wire;
    this.ledgers = ledgers;
  }

  @Override
  public Stored load(String image) {
    return wire.call(Port.STORE, "ledger", () -> ledgers.load(image));
  }

  @Override
  public boolean replace(String image, Stored old, ImageLedger next) {
    boolean done = wire.call(Port.STORE, "claims", () -> ledgers.replace(image, old, next));
    if (!done) {
      wire.around().tally().count(Branch.LOST_A_CLAIM);
    }
    return done;
  }
}
