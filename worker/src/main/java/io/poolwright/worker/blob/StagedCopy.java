package io.poolwright.worker.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.PageBlobCreateOptions;
import io.poolwright.worker.job.CopyRoute;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import java.util.function.Supplier;

/**
 * A staged blob that is copied to, and what is done to it whatever the engine.
 *
 * @param leases takes its lease for the job at hand
 */
record StagedCopy(BlobClient client, ImagePlan.OfVhd plan, Supplier<CopyLease> leases) {
  /** What HEAD shows of it. */
  record Seen(StagedMark mark, BlobProperties properties) {
    boolean isPending() {
      return PendingCopy.isPending(properties);
    }
  }

  /**
   * Looks at it; one call.
   *
   * @throws CopyStopped if it was not begun for this state of its source
   */
  Seen look() {
    BlobProperties found = call("looking at", client::getProperties);
    StagedMark mark = StagedMark.of(found.getMetadata());
    if (mark.job() == null || !plan.sourceEtag().equals(mark.sourceEtag())) {
      throw broken("it was not begun for this state of its source");
    }
    return new Seen(mark, found);
  }

  /**
   * The right to write to it.
   *
   * @throws CopyStopped if another job has it, or the service while a copy of its own is pending
   */
  CopyLease lease() {
    return leases.get();
  }

  /** Ranges can only be written where there is room for them. */
  void requireLength(Seen seen) {
    if (seen.properties().getBlobSize() != plan.length()) {
      throw broken("it has another length than its source");
    }
  }

  Spans ranges() {
    return call(
        "listing the ranges of",
        () -> PageBlobs.ranges(client, plan.length(), new BlobRequestConditions()));
  }

  byte[] footer() {
    return call(
        "reading the footer of",
        () -> PageBlobs.footer(client, plan.length(), new BlobRequestConditions()));
  }

  void mark(StagedMark mark, CopyLease lease) {
    call(
        "marking",
        () -> client.setMetadataWithResponse(mark.metadata(), lease.held(), null, Context.NONE));
  }

  /**
   * Begins it anew, empty.
   *
   * @throws CopyStopped if it was written to since it was seen
   */
  void empty(Seen seen, CopyRoute next, CopyLease lease) {
    var empty =
        new PageBlobCreateOptions(plan.length())
            .setMetadata(seen.mark().by(next).metadata())
            .setRequestConditions(lease.held().setIfMatch(seen.properties().getETag()));
    call(
        "beginning anew",
        () -> client.getPageBlobClient().createWithResponse(empty, null, Context.NONE));
  }

  /** Stops what the service copies by itself; false if it is over by now. */
  boolean abort(Seen seen) {
    return call("ending the copy to", () -> PendingCopy.abort(client, seen.properties()));
  }

  <T> T call(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw StagedFailures.of(doing, client, e);
    }
  }

  static CopyStopped broken(String why) {
    return new CopyStopped(new Slice.Broken(why));
  }
}
