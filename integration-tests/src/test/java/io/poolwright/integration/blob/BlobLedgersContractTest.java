package io.poolwright.integration.blob;

import io.poolwright.worker.blob.BlobImageLedgers;
import io.poolwright.worker.blob.BlobJobStore;
import io.poolwright.worker.contract.ImageLedgersContract;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.steps.ImageLedgers;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class BlobLedgersContractTest extends ImageLedgersContract {
  @TempDir static Path data;
  private static BlobRoom room;
  private static BlobImageLedgers ledgers;

  @BeforeAll
  static void open() {
    room = BlobRoom.open(data);
    // They lie in the container of the job documents, which the store makes.
    new BlobJobStore(room.clients(), new JobDocuments(null), UUID::randomUUID).prepare();
    ledgers = new BlobImageLedgers(room.clients(), UUID::randomUUID);
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @Override
  protected ImageLedgers ledgers() {
    return ledgers;
  }
}
