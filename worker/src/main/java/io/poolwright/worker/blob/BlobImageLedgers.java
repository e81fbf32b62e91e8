package io.poolwright.worker.blob;

import io.poolwright.worker.document.LedgerDocuments;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.steps.ImageLedgers;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Ledgers as blobs beside the job documents, one each: {@code {prefix}images/{image}.json}. No job
 * id has a slash, so the two never meet.
 */
public final class BlobImageLedgers implements ImageLedgers {
  /** Below the job documents' prefix. */
  static final String FOLDER = "images/";

  private final BlobDocuments blobs;
  private final String prefix;
  private final LedgerDocuments documents = new LedgerDocuments();

  /**
   * Ledgers in the container that the settings name.
   *
   * @param marks never gives the same one twice, over all workers
   */
  public BlobImageLedgers(StorageClients clients, Supplier<UUID> marks) {
    this.blobs = new BlobDocuments(clients.jobs(), marks);
    this.prefix = clients.settings().jobsPrefix() + FOLDER;
  }

  @Override
  public Stored load(String image) {
    return blobs
        .read(name(image))
        .map(found -> new Stored(documents.read(found.content().toBytes()), found.etag()))
        .orElse(Stored.NONE);
  }

  @Override
  public boolean replace(String image, Stored old, ImageLedger next) {
    String name = name(image);
    if (next.isEmpty()) {
      return old.etag() == null || blobs.delete(name, old.etag());
    }
    return blobs.write(name, documents.write(next), Map.of(), old.etag()).isPresent();
  }

  private String name(String image) {
    return prefix + image + ".json";
  }
}
