package io.poolwright.worker.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.job.Job;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Job documents as block blobs, one each ({@link JobBlobs}). The blob's ETag is the document's
 * version. Index tags carry what lists are made of; they lag behind and decide nothing.
 *
 * <p>A write whose answer was lost is sent again by the SDK and then looks like a conflict with
 * somebody else. Each write therefore leaves a mark of its own in the blob's metadata, and a
 * conflict is believed only if the mark is another's.
 */
public final class BlobJobStore implements JobStore {
  private static final String WRITE = "poolwright_write";
  private static final Set<String> CONFLICTS =
      Set.of("BlobAlreadyExists", "ConditionNotMet", "TargetConditionNotMet", "BlobNotFound");

  private final JobBlobs blobs;
  private final JobDocuments documents;
  private final Supplier<UUID> marks;

  /**
   * A store in the container that the settings name.
   *
   * @param marks never gives the same one twice, over all workers
   */
  public BlobJobStore(StorageClients clients, JobDocuments documents, Supplier<UUID> marks) {
    this.blobs = JobBlobs.of(clients);
    this.documents = documents;
    this.marks = marks;
  }

  /** Creates the container unless it is there; for the start of a worker. */
  public void prepare() {
    try {
      blobs.container().createIfNotExists();
    } catch (RuntimeException e) {
      String name = blobs.container().getBlobContainerName();
      throw StorageFailures.of("creating the container " + name, e);
    }
  }

  @Override
  public Optional<Stored> load(JobId id) {
    return blobs
        .download(id)
        .map(
            found ->
                new Stored(
                    documents.read(found.getValue().toBytes()),
                    found.getDeserializedHeaders().getETag()));
  }

  @Override
  public Optional<Stored> create(Job job) {
    return write(job, new BlobRequestConditions().setIfNoneMatch("*"));
  }

  @Override
  public Optional<Stored> replace(Stored old, Job next) {
    return write(next, new BlobRequestConditions().setIfMatch(old.etag()));
  }

  private Optional<Stored> write(Job job, BlobRequestConditions conditions) {
    String mark = marks.get().toString();
    var document =
        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(documents.write(job)))
            .setHeaders(new BlobHttpHeaders().setContentType("application/json"))
            .setMetadata(Map.of(WRITE, mark))
            .setTags(JobTags.of(job))
            .setRequestConditions(conditions);
    BlobClient blob = blobs.of(job.id());
    try {
      var written =
          blob.getBlockBlobClient().uploadWithResponse(document, null, Context.NONE).getValue();
      return Optional.of(new Stored(job, written.getETag()));
    } catch (RuntimeException e) {
      if (CONFLICTS.contains(StorageFailures.code(e))) {
        return ifMarked(blob, mark).map(etag -> new Stored(job, etag));
      }
      throw StorageFailures.of("writing the document of job " + job.id(), e);
    }
  }

  /** The ETag of what is stored, if it is what was written with this mark. */
  private static Optional<String> ifMarked(BlobClient blob, String mark) {
    try {
      BlobProperties found = blob.getProperties();
      return mark.equals(found.getMetadata().get(WRITE))
          ? Optional.of(found.getETag())
          : Optional.empty();
    } catch (RuntimeException e) {
      if (StorageFailures.isAbsent(e)) {
        return Optional.empty();
      }
      throw StorageFailures.of("looking whose document is stored", e);
    }
  }
}
