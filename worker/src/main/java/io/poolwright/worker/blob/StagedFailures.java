package io.poolwright.worker.blob;

import com.azure.storage.blob.BlobClient;
import io.poolwright.worker.steps.Slice;
import java.net.URI;
import java.util.Set;

/** What goes wrong at a staged blob: a reason to stop the slice, or a failure. */
final class StagedFailures {
  private static final Set<String> TAKEN =
      Set.of(
          "ConditionNotMet",
          "CopyIdMismatch",
          "LeaseAlreadyPresent",
          "LeaseIdMismatchWithBlobOperation",
          "LeaseIdMismatchWithLeaseOperation",
          "LeaseIdMissing",
          "LeaseIsBreakingAndCannotBeAcquired",
          "LeaseIsBrokenAndCannotBeRenewed",
          "LeaseLost",
          "LeaseNotPresentWithBlobOperation",
          "LeaseNotPresentWithLeaseOperation",
          "PendingCopyOperation",
          "TargetConditionNotMet");

  private StagedFailures() {}

  static RuntimeException of(String doing, BlobClient blob, RuntimeException error) {
    return of(doing, blob.getBlobUrl(), error);
  }

  static RuntimeException of(String doing, String blobUrl, RuntimeException error) {
    if (error instanceof CopyStopped) {
      return error;
    }
    String code = StorageFailures.code(error);
    if (TAKEN.contains(code)) {
      return new CopyStopped(new Slice.Busy());
    }
    if (StorageFailures.status(error) == 404 && !code.equals("ContainerNotFound")) {
      return new CopyStopped(new Slice.Broken("there is no staged blob"));
    }
    String shown = BlobAddress.shown(URI.create(blobUrl));
    return StorageFailures.of(doing + " the staged blob " + shown, error);
  }
}
