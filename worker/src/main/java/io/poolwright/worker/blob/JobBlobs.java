package io.poolwright.worker.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import io.poolwright.contracts.JobId;
import java.util.Optional;

/** Where job documents lie: {@code {prefix}{jobId}.json} in one container. */
record JobBlobs(BlobContainerClient container, String prefix) {
  private static final String SUFFIX = ".json";

  static JobBlobs of(StorageClients clients) {
    return new JobBlobs(clients.jobs(), clients.settings().jobsPrefix());
  }

  BlobClient of(JobId id) {
    return container.getBlobClient(prefix + id + SUFFIX);
  }

  /** Whose document a blob of this name is; empty if it is something else. */
  Optional<JobId> jobOf(String name) {
    if (!name.startsWith(prefix) || !name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String id = name.substring(prefix.length(), name.length() - SUFFIX.length());
    return JobId.isValid(id) ? Optional.of(new JobId(id)) : Optional.empty();
  }

  /** A document as it is now, or empty if there is none. One call. */
  Optional<BlobDownloadContentResponse> download(JobId id) {
    try {
      return Optional.of(of(id).downloadContentWithResponse(null, null, null, Context.NONE));
    } catch (RuntimeException e) {
      if (StorageFailures.code(e).equals("BlobNotFound")) {
        return Optional.empty();
      }
      throw StorageFailures.of("reading the document of job " + id, e);
    }
  }
}
