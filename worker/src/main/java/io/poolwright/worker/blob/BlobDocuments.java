package io.poolwright.worker.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Small JSON documents as block blobs, changed only by compare-and-set. A blob's ETag is the
 * version of its document.
 *
 * <p>A write whose answer was lost is sent again by the SDK and then looks like a conflict with
 * somebody else. Each write therefore leaves a mark of its own in the blob's metadata, and a
 * conflict is believed only if the mark is another's.
 */
final class BlobDocuments {
  private static final String WRITE = "poolwright_write";
  private static final Set<String> CONFLICTS =
      Set.of("BlobAlreadyExists", "ConditionNotMet", "TargetConditionNotMet", "BlobNotFound");

  private final BlobContainerClient container;
  private final Supplier<UUID> marks;

  /**
   * Documents in a container.
   *
   * @param marks never gives the same one twice, over all workers
   */
  BlobDocuments(BlobContainerClient container, Supplier<UUID> marks) {
    this.container = container;
    this.marks = marks;
  }

  /** A document as it is stored. */
  record Found(BinaryData content, String etag) {}

  /** Creates the container unless it is there. */
  void prepare() {
    try {
      container.createIfNotExists();
    } catch (RuntimeException e) {
      throw StorageFailures.of("creating the container " + container.getBlobContainerName(), e);
    }
  }

  Optional<Found> read(String name) {
    try {
      var found = blob(name).downloadContentWithResponse(null, null, null, Context.NONE);
      String etag = found.getDeserializedHeaders().getETag();
      return Optional.of(new Found(found.getValue(), etag));
    } catch (RuntimeException e) {
      if (StorageFailures.code(e).equals("BlobNotFound")) {
        return Optional.empty();
      }
      throw StorageFailures.of("reading the document " + name, e);
    }
  }

  /**
   * Writes a document in the place of the one with this ETag.
   *
   * @param old null if there is to be none
   * @return the new ETag, or empty if something else is stored; nothing was changed then
   */
  Optional<String> write(
      String name, byte[] bytes, Map<String, String> tags, @Nullable String old) {
    String mark = marks.get().toString();
    var document =
        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
            .setHeaders(new BlobHttpHeaders().setContentType("application/json"))
            .setMetadata(Map.of(WRITE, mark))
            .setTags(tags)
            .setRequestConditions(
                old == null
                    ? new BlobRequestConditions().setIfNoneMatch("*")
                    : new BlobRequestConditions().setIfMatch(old));
    BlobClient blob = blob(name);
    try {
      return Optional.of(upload(blob, document));
    } catch (RuntimeException e) {
      if (CONFLICTS.contains(StorageFailures.code(e))) {
        return ifMarked(blob, mark);
      }
      throw StorageFailures.of("writing the document " + name, e);
    }
  }

  /** The container may be missing still: storage was away when the worker began. */
  private String upload(BlobClient blob, BlockBlobSimpleUploadOptions document) {
    BlockBlobClient client = blob.getBlockBlobClient();
    try {
      return client.uploadWithResponse(document, null, Context.NONE).getValue().getETag();
    } catch (RuntimeException e) {
      if (!StorageFailures.code(e).equals("ContainerNotFound")) {
        throw e;
      }
      prepare();
      return client.uploadWithResponse(document, null, Context.NONE).getValue().getETag();
    }
  }

  /** Whether the document with this ETag is gone now; one that is not there is fine. */
  boolean delete(String name, String etag) {
    try {
      var asSeen = new BlobRequestConditions().setIfMatch(etag);
      blob(name).deleteWithResponse(null, asSeen, null, Context.NONE);
      return true;
    } catch (RuntimeException e) {
      if (StorageFailures.isAbsent(e)) {
        return true;
      }
      if (CONFLICTS.contains(StorageFailures.code(e))) {
        return false;
      }
      throw StorageFailures.of("deleting the document " + name, e);
    }
  }

  /** The ETag of what is stored, if it is what was written with this mark. */
  private static Optional<String> ifMarked(BlobClient blob, String mark) {
    return StorageFailures.unlessAbsent("looking whose document is stored", blob::getProperties)
        .filter(found -> mark.equals(found.getMetadata().get(WRITE)))
        .map(BlobProperties::getETag);
  }

  private BlobClient blob(String name) {
    return container.getBlobClient(name);
  }
}
