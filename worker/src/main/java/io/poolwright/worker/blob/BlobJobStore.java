package io.poolwright.worker.blob;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.job.Job;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Job documents as blobs, one each ({@link JobBlobs}). Index tags carry what lists are made of;
 * they lag behind and decide nothing.
 */
public final class BlobJobStore implements JobStore {
  private final JobBlobs names;
  private final BlobDocuments blobs;
  private final JobDocuments documents;

  /**
   * A store in the container that the settings name.
   *
   * @param marks never gives the same one twice, over all workers
   */
  public BlobJobStore(StorageClients clients, JobDocuments documents, Supplier<UUID> marks) {
    this.names = JobBlobs.of(clients);
    this.blobs = new BlobDocuments(names.container(), marks);
    this.documents = documents;
  }

  /** Creates the container unless it is there; for the start of a worker. */
  public void prepare() {
    blobs.prepare();
  }

  @Override
  public Optional<Stored> load(JobId id) {
    return blobs
        .read(names.name(id))
        .map(found -> new Stored(documents.read(found.content().toBytes()), found.etag()));
  }

  @Override
  public Optional<Stored> create(Job job) {
    return write(job, null);
  }

  @Override
  public Optional<Stored> replace(Stored old, Job next) {
    return write(next, old.etag());
  }

  private Optional<Stored> write(Job job, @Nullable String old) {
    return blobs
        .write(names.name(job.id()), documents.write(job), JobTags.of(job), old)
        .map(etag -> new Stored(job, etag));
  }
}
