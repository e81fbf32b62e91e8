package io.poolwright.worker.simulation;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.job.CopyRoute;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.Slice;
import io.poolwright.worker.steps.SourceVhd;
import io.poolwright.worker.steps.StagedVhd;
import io.poolwright.worker.steps.Vhds;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Blobs as one worker reaches them. */
final class SimVhds implements Vhds {
  private static final long CHUNK = 2 << 20;

  private final Wire wire;
  private final SimBlobs blobs;
  private final Clock clock;

  SimVhds(Wire wire, SimBlobs blobs, Clock clock) {
    this.wire = wire;
    this.blobs = blobs;
    this.clock = clock;
  }

  @Override
  public Optional<SourceVhd> source(ImageSource.Vhd source) {
    return wire.call(Port.BLOBS, "source", () -> blobs.source(source.url()));
  }

  @Override
  public Optional<byte[]> footer(ImageSource.Vhd source, SourceVhd seen) {
    return wire.call(
        Port.BLOBS,
        "footer",
        () ->
            blobs.isStill(source.url(), seen.etag())
                ? Optional.of(SimBlobs.footer())
                : Optional.empty());
  }

  @Override
  public Optional<StagedVhd> staged(StagedBlob blob) {
    return wire.call(Port.BLOBS, "staged", () -> blobs.show(blob.url()));
  }

  @Override
  public void begin(ImagePlan.OfVhd plan, JobId owner) {
    wire.run(Port.BLOBS, "begin", () -> blobs.begin(plan.staged().url(), owner.value()));
  }

  /**
   * A call for each chunk; each is a chance to lose the lease, the source, the blob or the line.
   */
  @Override
  public Slice copySlice(
      ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker, Instant until) {
    long end = wire.around().now() + Duration.between(clock.instant(), until).toMillis();
    URI to = plan.staged().url();
    Optional<Slice> outcome = wire.call(Port.BLOBS, "lease", () -> lease(source, plan, worker));
    while (outcome.isEmpty() && wire.around().now() < end) {
      outcome = wire.call(Port.BLOBS, "copyChunk", () -> copyChunk(source, plan, worker));
      wire.around().fibers().sleep(wire.around().chance().between(500, 6_000));
    }
    Optional<Slice> refused = outcome;
    return wire.call(Port.BLOBS, "release", () -> released(to, worker, refused));
  }

  /** Empty if the job may write. */
  private Optional<Slice> lease(ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker) {
    URI to = plan.staged().url();
    Optional<SimBlobs.Staged> found = blobs.find(to);
    if (found.isEmpty()) {
      return Optional.of(new Slice.Broken("there is no staged blob"));
    }
    if (found.get().isComplete()) {
      return Optional.of(new Slice.Complete());
    }
    if (found.get().isBy(CopyEngine.COPY_BLOB)) {
      return Optional.of(byService(source, plan, found.get()));
    }
    boolean begunByOther = found.get().copied() > 0 && !blobs.hadLast(found.get(), worker.value());
    if (!blobs.lease(found.get(), worker.value())) {
      return Optional.of(new Slice.Busy());
    }
    if (begunByOther) {
      wire.around().tally().count(Branch.COPY_TAKEN_OVER);
    }
    return Optional.empty();
  }

  /** Empty if more is to come. */
  private Optional<Slice> copyChunk(ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker) {
    SimBlobs.Staged blob = blobs.find(plan.staged().url()).orElse(null);
    if (blob == null) {
      return Optional.of(new Slice.Broken("there is no staged blob"));
    }
    if (!blobs.holds(blob, worker.value())) {
      return Optional.of(new Slice.Busy());
    }
    requireAccess(source);
    if (!blobs.isStill(source.url(), plan.sourceEtag())) {
      return Optional.of(new Slice.SourceChanged());
    }
    if (SimBlobs.refusesRanges(plan.staged().url()) && blob.isByFirstChoice()) {
      CopyRoute next = CopyRoute.instead(CopyEngine.COPY_BLOB, "PutPageFromUrlRefused", "HTTP 501");
      blob.reroute(next);
      return Optional.of(new Slice.Rerouted(next));
    }
    blobs.lease(blob, worker.value());
    blob.add(CHUNK);
    return blob.isComplete() ? Optional.of(new Slice.Complete()) : Optional.empty();
  }

  private Slice byService(ImageSource.Vhd source, ImagePlan.OfVhd plan, SimBlobs.Staged blob) {
    requireAccess(source);
    if (!blobs.isStill(source.url(), plan.sourceEtag())) {
      return new Slice.SourceChanged();
    }
    long copied = blobs.byService(plan.staged().url(), blob);
    if (copied < SimBlobs.LENGTH) {
      return new Slice.Pending(copied, SimBlobs.LENGTH);
    }
    blob.add(SimBlobs.LENGTH);
    return new Slice.Complete();
  }

  @Override
  public Slice restart(ImagePlan.OfVhd plan, JobId worker) {
    return wire.call(Port.BLOBS, "restart", () -> restarted(plan.staged().url()));
  }

  private Slice restarted(URI url) {
    SimBlobs.Staged blob = blobs.find(url).orElse(null);
    if (blob == null) {
      return new Slice.Broken("there is no staged blob");
    }
    if (blob.isComplete()) {
      return new Slice.Complete();
    }
    if (blob.isBy(CopyEngine.COPY_BLOB) && !blobs.isPending(url, blob)) {
      return new Slice.Busy();
    }
    wire.around().tally().count(Branch.COPY_STALLED);
    blobs.abort(blob);
    CopyRoute next = CopyRoute.instead(CopyEngine.RELAY, "CopyStalled", "It stood still");
    blob.reroute(next);
    return new Slice.Rerouted(next);
  }

  private static void requireAccess(ImageSource.Vhd source) {
    if (Names.isPrivate(source.url()) && source.sas() == null) {
      throw new CallFailed(Failure.lasting("AuthenticationFailed", "The source needs a SAS."));
    }
  }

  private Slice released(URI to, JobId worker, Optional<Slice> outcome) {
    Optional<SimBlobs.Staged> blob = blobs.find(to);
    blob.ifPresent(found -> blobs.release(found, worker.value()));
    return outcome.orElseGet(
        () ->
            blob.<Slice>map(found -> new Slice.Partial(found.copied(), SimBlobs.LENGTH))
                .orElseGet(() -> new Slice.Broken("there is no staged blob")));
  }

  @Override
  public void deleteStaged(StagedBlob blob, String etag) {
    wire.run(Port.BLOBS, "deleteStaged", () -> delete(blob.url(), etag));
  }

  private void delete(URI url, String etag) {
    SimBlobs.Staged found = blobs.find(url).orElse(null);
    if (found == null) {
      return;
    }
    if (!found.etag().equals(etag)) {
      throw new CallFailed(Failure.passing("ConditionNotMet", "The blob was changed."));
    }
    if (blobs.isLeased(found)) {
      throw new CallFailed(Failure.passing("LeaseIdMissing", "The blob is leased."));
    }
    blobs.delete(url);
  }
}
