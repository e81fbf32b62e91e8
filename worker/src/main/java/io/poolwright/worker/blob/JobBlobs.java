package io.poolwright.worker.blob;

import com.azure.storage.blob.BlobContainerClient;
import io.poolwright.contracts.JobId;
import java.util.Optional;

/** Where job documents lie: {@code {prefix}{jobId}.json} in one container. */
record JobBlobs(BlobContainerClient container, String prefix) {
  private static final String SUFFIX = ".json";

  static JobBlobs of(StorageClients clients) {
    return new JobBlobs(clients.jobs(), clients.settings().jobsPrefix());
  }

  String name(JobId id) {
    return prefix + id + SUFFIX;
  }

  /** Whose document a blob of this name is; empty if it is something else. */
  Optional<JobId> jobOf(String name) {
    if (!name.startsWith(prefix) || !name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String id = name.substring(prefix.length(), name.length() - SUFFIX.length());
    return JobId.isValid(id) ? Optional.of(new JobId(id)) : Optional.empty();
  }
}
