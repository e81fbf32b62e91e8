package io.poolwright.integration.blob;

import io.poolwright.contracts.Secret;
import io.poolwright.worker.blob.BlobJobStore;
import io.poolwright.worker.contract.JobStoreContract;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.document.SecretBox;
import io.poolwright.worker.engine.JobStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreContractTest extends JobStoreContract {
  @TempDir static Path data;
  private static BlobRoom room;
  private static BlobJobStore store;

  @BeforeAll
  static void open() {
    room = BlobRoom.open(data);
    var key = new Secret(Base64.getEncoder().encodeToString(new byte[32]));
    var documents = new JobDocuments(SecretBox.of(key, new SecureRandom()));
    store = new BlobJobStore(room.clients(), documents, UUID::randomUUID);
    store.prepare();
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @Override
  protected JobStore store() {
    return store;
  }
}
