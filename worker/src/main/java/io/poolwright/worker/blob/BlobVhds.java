package io.poolwright.worker.blob;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.options.PageBlobCreateOptions;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.Slice;
import io.poolwright.worker.steps.SourceVhd;
import io.poolwright.worker.steps.StagedVhd;
import io.poolwright.worker.steps.Vhds;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Page blobs in Azure Storage. */
public final class BlobVhds implements Vhds, AutoCloseable {
  /** A blob that is being copied to is leased or pending, which says that it is there, too. */
  private static final Set<String> IS_THERE =
      Set.of("BlobAlreadyExists", "LeaseIdMissing", "PendingCopyOperation");

  private final StorageClients clients;
  private final CopyEngines engines;

  public BlobVhds(StorageClients clients, InstantSource clock) {
    this.clients = clients;
    this.engines = new CopyEngines(clients, clock);
  }

  @Override
  public Optional<SourceVhd> source(ImageSource.Vhd source) {
    SourceBlob blob = SourceBlob.of(source, clients);
    return StorageFailures.unlessAbsent(
            "looking at the source " + blob, () -> blob.client().getProperties())
        .map(
            found ->
                new SourceVhd(
                    found.getBlobType() == BlobType.PAGE_BLOB,
                    found.getBlobSize(),
                    found.getETag(),
                    found.getLastModified().toInstant()));
  }

  @Override
  public Optional<byte[]> footer(ImageSource.Vhd source, SourceVhd seen) {
    SourceBlob blob = SourceBlob.of(source, clients);
    try {
      var asSeen = new BlobRequestConditions().setIfMatch(seen.etag());
      return Optional.of(PageBlobs.footer(blob.client(), seen.length(), asSeen));
    } catch (RuntimeException e) {
      if (SourceFailures.hasChanged(e)) {
        return Optional.empty();
      }
      throw StorageFailures.of("reading the footer of the source " + blob, e);
    }
  }

  @Override
  public Optional<StagedVhd> staged(StagedBlob blob) {
    BlobClient client = clients.own(blob.url(), true);
    return StorageFailures.unlessAbsent(
            "looking at the staged blob " + shown(blob), client::getProperties)
        .map(BlobVhds::staged);
  }

  private static StagedVhd staged(BlobProperties found) {
    StagedMark mark = StagedMark.of(found.getMetadata());
    return new StagedVhd(
        found.getBlobSize(),
        found.getETag(),
        mark.complete(),
        mark.job(),
        mark.route(),
        PendingCopy.bytes(found));
  }

  @Override
  public void begin(ImagePlan.OfVhd plan, JobId owner) {
    BlobClient client = clients.own(plan.staged().url(), true);
    var empty =
        new PageBlobCreateOptions(plan.length())
            .setMetadata(StagedMark.begun(plan, owner).metadata())
            .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));
    try {
      client.getPageBlobClient().createWithResponse(empty, null, Context.NONE);
    } catch (RuntimeException e) {
      if (!IS_THERE.contains(StorageFailures.code(e))) {
        throw StorageFailures.of("beginning the staged blob " + shown(plan.staged()), e);
      }
    }
  }

  @Override
  public Slice copySlice(
      ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker, Instant until) {
    return engines.slice(source, plan, worker, until);
  }

  @Override
  public Slice restart(ImagePlan.OfVhd plan, JobId worker) {
    return engines.restart(plan, worker);
  }

  /** What {@link #copySlice} would still have to do. Changes nothing. */
  public CopyLeft left(ImageSource.Vhd source, ImagePlan.OfVhd plan) {
    SourceBlob from = SourceBlob.of(source, clients);
    BlobClient to = clients.own(plan.staged().url(), true);
    var asPlanned = new BlobRequestConditions().setIfMatch(plan.sourceEtag());
    Spans data = rangesOf(from.client(), "the source " + from, plan, asPlanned);
    String staged = "the staged blob " + shown(plan.staged());
    Spans there = rangesOf(to, staged, plan, new BlobRequestConditions());
    return new CopyLeft(data.bytes(), data.minus(there).bytes());
  }

  private static Spans rangesOf(
      BlobClient blob, String name, ImagePlan.OfVhd plan, BlobRequestConditions conditions) {
    return StorageFailures.unlessAbsent(
            "listing the ranges of " + name,
            () -> PageBlobs.ranges(blob, plan.length(), conditions))
        .orElse(Spans.of(List.of()));
  }

  @Override
  public void deleteStaged(StagedBlob blob, String etag) {
    delete(clients.own(blob.url(), true), etag);
  }

  /** See {@link #deleteStaged}. */
  static void delete(BlobClient blob, String etag) {
    String doing = "deleting the staged blob " + BlobAddress.shown(URI.create(blob.getBlobUrl()));
    StorageFailures.unlessAbsent(doing, () -> deleted(doing, blob, etag));
  }

  private static Response<Void> deleted(String doing, BlobClient blob, String etag) {
    var asSeen = new BlobRequestConditions().setIfMatch(etag);
    try {
      return blob.deleteWithResponse(null, asSeen, null, Context.NONE);
    } catch (RuntimeException e) {
      String code = StorageFailures.code(e);
      boolean refused = code.equals("ConditionNotMet") || code.equals("PendingCopyOperation");
      if (!refused) {
        throw e;
      }
      // A blob that is not there has no ETag either; only a look at it tells which it is. That of
      // one that the service copies to changes until the copy is stopped.
      BlobProperties now = blob.getProperties();
      if (PendingCopy.bytes(now) != null) {
        var unused = PendingCopy.abort(blob, now);
      }
      throw new CallFailed(
          Failure.passing("ConditionNotMet", doing + ": it was changed meanwhile"));
    }
  }

  private static String shown(StagedBlob blob) {
    return BlobAddress.shown(blob.url());
  }

  @Override
  public void close() {
    engines.close();
  }
}
