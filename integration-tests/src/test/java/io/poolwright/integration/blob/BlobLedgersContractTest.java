package io.poolwright.integration.blob;

import io.poolwright.worker.blob.BlobImageLedgers;
import io.poolwright.worker.blob.BlobJobStore;
import io.poolwright.worker.contract.ImageLedgersContract;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.steps.ImageLedgers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class BlobLedgersContractTest extends ImageLedgersContract {
  @RegisterExtension static final BlobRoom room = new BlobRoom();

  private static BlobImageLedgers ledgers;

  @BeforeAll
  static void open() {
    // They lie in the container of the job documents, which the store makes.
    new BlobJobStore(room.clients(), new JobDocuments(null), UUID::randomUUID).prepare();
    ledgers = new BlobImageLedgers(room.clients(), UUID::randomUUID);
  }

  @Override
  protected ImageLedgers ledgers() {
    return ledgers;
  }
}
