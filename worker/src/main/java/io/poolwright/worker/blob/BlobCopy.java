package io.poolwright.worker.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobBeginCopySourceRequestConditions;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.steps.Slice;

/**
 * Lets the service copy the whole blob in its own time (Copy Blob), and looks how far it is.
 *
 * <p>The service takes no lease with an end on the destination, and none at all while it copies.
 * What keeps two jobs apart is the ETag of the blob that they would replace.
 *
 * @param copyUrl the source's address, good for as long as the service may need
 */
record BlobCopy(SourceBlob source, StagedCopy staged, EngineChoice choice, Secret copyUrl) {
  private static final String REFUSED = "CopyBlobRefused";

  /** HTTP status and code; what follows is a stranger's text. */
  private static final String STATUS = "(\\d{3} \\w{1,60})";

  /**
   * Begins the copy, or looks at it; completes it once the service has.
   *
   * @throws EngineRefused if the service cannot do this here, or did not finish it
   * @throws CopyStopped if the source has changed or somebody else was faster
   */
  Slice slice(StagedCopy.Seen before) {
    StagedCopy.Seen seen = before.properties().getCopyStatus() == null ? begun(before) : before;
    Long pending = PendingCopy.bytes(seen.properties());
    if (pending != null) {
      return new Slice.Pending(pending, staged.plan().length());
    }
    if (seen.properties().getCopyStatus() != CopyStatusType.SUCCESS) {
      throw undone(seen.properties());
    }
    staged.requireLength(seen);
    try (CopyLease lease = staged.lease()) {
      return new SliceCopy(source, staged, lease).verify(seen.mark());
    }
  }

  private StagedCopy.Seen begun(StagedCopy.Seen seen) {
    var copy =
        new BlobBeginCopyOptions(copyUrl.reveal())
            .setMetadata(seen.mark().metadata())
            .setSourceRequestConditions(
                new BlobBeginCopySourceRequestConditions().setIfMatch(staged.plan().sourceEtag()))
            .setDestinationRequestConditions(
                new BlobRequestConditions().setIfMatch(seen.properties().getETag()));
    try {
      var unused = staged.client().beginCopy(copy);
    } catch (RuntimeException e) {
      throw FromUrlFailures.of(
          CopyEngine.COPY_BLOB.toString(), REFUSED, source, staged.client(), e);
    }
    return staged.look();
  }

  /** The service gave up, or somebody stopped it. A source that has changed is a reason for it. */
  private RuntimeException undone(BlobProperties found) {
    var asPlanned = new BlobRequestConditions().setIfMatch(staged.plan().sourceEtag());
    try {
      var unused = source.client().getPropertiesWithResponse(asPlanned, null, Context.NONE);
    } catch (RuntimeException e) {
      return SourceFailures.of("looking at", source, e);
    }
    String why = String.valueOf(found.getCopyStatusDescription());
    String detail =
        "Copy Blob from the source %s ended as %s%s"
            .formatted(
                source,
                found.getCopyStatus(),
                why.matches(STATUS + ".*") ? ": " + why.replaceFirst(STATUS + ".*", "$1") : "");
    return choice.fixed() == null
        ? new EngineRefused("CopyBlobFailed", detail)
        : StagedCopy.broken(detail);
  }
}
