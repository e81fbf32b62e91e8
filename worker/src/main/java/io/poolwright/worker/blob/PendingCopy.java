package io.poolwright.worker.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.CopyStatusType;
import org.jspecify.annotations.Nullable;

/**
 * A Copy Blob that the service has accepted and not finished. Until it has, nobody can lease, write
 * or delete the blob (409 PendingCopyOperation).
 */
final class PendingCopy {
  private PendingCopy() {}

  static boolean isPending(BlobProperties found) {
    return found.getCopyStatus() == CopyStatusType.PENDING;
  }

  /** How many bytes are there, or null if nothing is pending. */
  static @Nullable Long bytes(BlobProperties found) {
    if (!isPending(found)) {
      return null;
    }
    String progress = String.valueOf(found.getCopyProgress());
    return progress.matches("\\d{1,18}/\\d+") ? Long.valueOf(progress.split("/", 2)[0]) : 0L;
  }

  /**
   * Ends it, which leaves a blob of no bytes with its metadata.
   *
   * @return whether it was pending still
   */
  static boolean abort(BlobClient blob, BlobProperties found) {
    try {
      blob.abortCopyFromUrlWithResponse(found.getCopyId(), null, null, Context.NONE);
      return true;
    } catch (RuntimeException e) {
      if (StorageFailures.code(e).equals("NoPendingCopyOperation")) {
        return false;
      }
      throw e;
    }
  }
}
