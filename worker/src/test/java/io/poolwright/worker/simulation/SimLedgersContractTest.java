package io.poolwright.worker.simulation;

import io.poolwright.worker.contract.ImageLedgersContract;
import io.poolwright.worker.steps.ImageLedgers;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimLedgersContractTest extends ImageLedgersContract {
  @RegisterExtension final Laboratory laboratory = new Laboratory();

  @Override
  protected ImageLedgers ledgers() {
    return new LedgersLink(laboratory.wire(), laboratory.world.ledgers());
  }
}
