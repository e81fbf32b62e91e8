package io.poolwright.worker.simulation;

import io.poolwright.worker.blob.StoreClock;
import io.poolwright.worker.contract.JobStoreContract;
import io.poolwright.worker.engine.JobStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimStoreContractTest extends JobStoreContract {
  @RegisterExtension final Laboratory laboratory = new Laboratory();

  @Override
  protected JobStore store() {
    var clock = new StoreClock(laboratory.around.date(), () -> 0);
    return new StoreLink(laboratory.wire(), laboratory.world.store(), clock);
  }
}
