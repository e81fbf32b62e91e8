package io.poolwright.worker.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Page blobs in Azure Storage, copied by the service itself, range by range. */
public final class BlobVhds implements Vhds, AutoCloseable {
  private final StorageClients clients;
  private final StorageSettings.Copying limits;
  private final InstantSource clock;
  private final ExecutorService threads;

  public BlobVhds(StorageClients clients, InstantSource clock) {
    this.clients = clients;
    this.limits = clients.settings().copying();
    this.clock = clock;
    this.threads = Executors.newFixedThreadPool(limits.inFlightPerWorker(), BlobVhds::daemon);
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "page-copy");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Optional<SourceVhd> source(ImageSource.Vhd source) {
    SourceBlob blob = SourceBlob.of(source, clients);
    return unlessAbsent("looking at the source " + blob, () -> blob.client().getProperties())
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
    return unlessAbsent("looking at the staged blob " + shown(blob), client::getProperties)
        .map(BlobVhds::staged);
  }

  private static StagedVhd staged(BlobProperties found) {
    StagedMark mark = StagedMark.of(found.getMetadata());
    return new StagedVhd(found.getBlobSize(), found.getETag(), mark.complete(), mark.job());
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
      // A blob that is being copied to is leased, which is another way to say that it is there.
      String code = StorageFailures.code(e);
      if (!code.equals("BlobAlreadyExists") && !code.equals("LeaseIdMissing")) {
        throw StorageFailures.of("beginning the staged blob " + shown(plan.staged()), e);
      }
    }
  }

  @Override
  public Slice copySlice(
      ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker, Instant until) {
    SourceBlob from = SourceBlob.of(source, clients);
    BlobClient to = clients.own(plan.staged().url(), true);
    try (var lease = CopyLease.take(to, worker, limits.lease(), clock.instant())) {
      var pages =
          new PageSender(
              clients.own(plan.staged().url(), false),
              from,
              from.copyUrl(until),
              plan.sourceEtag(),
              lease.id());
      var ranges = new RangeQueue(limits, clock, threads, pages::send);
      return new SliceCopy(from, to, plan, lease)
          .run(missing -> ranges.send(missing.requests(), until, lease::renewIfDue));
    } catch (CopyStopped e) {
      return e.outcome();
    }
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
    return unlessAbsent(
            "listing the ranges of " + name,
            () -> PageBlobs.ranges(blob, plan.length(), conditions))
        .orElse(Spans.of(List.of()));
  }

  @Override
  public void deleteStaged(StagedBlob blob, String etag) {
    BlobClient client = clients.own(blob.url(), true);
    var asSeen = new BlobRequestConditions().setIfMatch(etag);
    String doing = "deleting the staged blob " + shown(blob);
    unlessAbsent(
        doing,
        () -> {
          try {
            return client.deleteWithResponse(null, asSeen, null, Context.NONE);
          } catch (BlobStorageException e) {
            // A blob that is not there has no ETag either; only a look at it tells which it is.
            boolean changed = BlobErrorCode.CONDITION_NOT_MET.equals(e.getErrorCode());
            throw changed && client.getProperties() != null ? changed(doing) : e;
          }
        });
  }

  private static CallFailed changed(String doing) {
    return new CallFailed(Failure.passing("ConditionNotMet", doing + ": it was changed meanwhile"));
  }

  private static <T> Optional<T> unlessAbsent(String doing, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (RuntimeException e) {
      if (StorageFailures.isAbsent(e)) {
        return Optional.empty();
      }
      throw StorageFailures.of(doing, e);
    }
  }

  private static String shown(StagedBlob blob) {
    return BlobAddress.shown(blob.url());
  }

  /** No further range is begun, and so a slice ends with those in flight. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
