package io.poolwright.worker.blob;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.job.CopyRoute;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs slices, each by the engine that the settings fix or its staged blob names. The blob
 * remembers, so that no slice after the first tries in vain.
 */
final class CopyEngines implements AutoCloseable {
  /** How long a service may read a source for a copy of its own; it gives up after two weeks. */
  private static final Duration SERVICE_TIME = Duration.ofDays(14);

  private final StorageClients clients;
  private final StorageSettings.Copying limits;
  private final InstantSource clock;
  private final ExecutorService calls;
  private final ExecutorService relays;

  CopyEngines(StorageClients clients, InstantSource clock) {
    this.clients = clients;
    this.limits = clients.settings().copying();
    this.clock = clock;
    this.calls = threads("page-copy", limits.inFlightPerWorker());
    this.relays = threads("page-relay", limits.relaysPerWorker());
  }

  private static ExecutorService threads(String name, int count) {
    return Executors.newFixedThreadPool(
        count,
        task -> {
          var thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** What one slice is about. */
  private record Copy(
      ImageSource.Vhd source,
      SourceBlob from,
      StagedCopy to,
      StagedCopy.Seen seen,
      EngineChoice choice) {
    CopyEngine engine() {
      return CopyEngines.engine(choice, seen);
    }
  }

  /** What is pending is Copy Blob's, whatever was fixed since. */
  private static CopyEngine engine(EngineChoice choice, StagedCopy.Seen seen) {
    return seen.isPending() ? CopyEngine.COPY_BLOB : choice.engine(seen.mark());
  }

  /** See {@link io.poolwright.worker.steps.Vhds#copySlice}. */
  Slice slice(ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker, Instant until) {
    SourceBlob from = SourceBlob.of(source, clients);
    StagedCopy to = staged(plan, worker);
    var choice = new EngineChoice(limits.engine(), from.isOpenByUrl());
    try {
      StagedCopy.Seen seen = to.look();
      if (seen.mark().complete()) {
        return new Slice.Complete();
      }
      var copy = new Copy(source, from, to, seen, choice);
      return copy.engine() == CopyEngine.COPY_BLOB ? byService(copy) : byRanges(copy, until);
    } catch (CopyStopped e) {
      return e.outcome();
    }
  }

  /** See {@link io.poolwright.worker.steps.Vhds#restart}. */
  Slice restart(ImagePlan.OfVhd plan, JobId worker) {
    StagedCopy to = staged(plan, worker);
    var choice = new EngineChoice(limits.engine(), false);
    try {
      StagedCopy.Seen seen = to.look();
      if (seen.mark().complete()) {
        return new Slice.Complete();
      }
      CopyEngine stalled = engine(choice, seen);
      CopyRoute next = choice.afterStandstill(stalled);
      if (stalled != CopyEngine.COPY_BLOB) {
        return rerouted(to, seen, next);
      }
      // If nothing is pending any more, it moved in the last moment after all.
      return seen.isPending() && to.abort(seen) ? begunAnew(to, seen, next) : new Slice.Busy();
    } catch (CopyStopped e) {
      return e.outcome();
    }
  }

  private Slice byService(Copy copy) {
    var url = copy.from().copyUrl(clock.instant().plus(SERVICE_TIME));
    try {
      return new BlobCopy(copy.from(), copy.to(), copy.choice(), url).slice(copy.seen());
    } catch (EngineRefused e) {
      return begunAnew(copy.to(), copy.seen(), copy.choice().after(CopyEngine.COPY_BLOB, e));
    }
  }

  private Slice byRanges(Copy copy, Instant until) {
    StagedCopy to = copy.to();
    to.requireLength(copy.seen());
    try (CopyLease lease = to.lease()) {
      RangeQueue queue = queue(copy, lease, until);
      SliceCopy.Sending sending =
          missing -> queue.send(missing.requests(), until, lease::renewIfDue);
      return new SliceCopy(copy.from(), to, lease).run(copy.seen().mark(), sending);
    } catch (EngineRefused e) {
      return rerouted(to, copy.seen(), copy.choice().after(copy.engine(), e));
    } catch (CallFailed e) {
      if (copy.choice().fixed() != null || !FromUrlFailures.isUnverified(e)) {
        throw e;
      }
      EngineRefused unreachable = FromUrlFailures.unreachable(e);
      return rerouted(to, copy.seen(), copy.choice().after(copy.engine(), unreachable));
    }
  }

  private RangeQueue queue(Copy copy, CopyLease lease, Instant until) {
    ImagePlan.OfVhd plan = copy.to().plan();
    var once = clients.own(plan.staged().url(), false);
    if (copy.engine() == CopyEngine.RELAY) {
      SourceBlob from = SourceBlob.of(copy.source(), clients, false);
      var relay = new PageRelay(once, from, plan.sourceEtag(), lease.id());
      return new RangeQueue(limits, clock, relays, relay::send);
    }
    var url = copy.from().copyUrl(until);
    var pages = new PageSender(once, copy.from(), url, plan.sourceEtag(), lease.id());
    return new RangeQueue(limits, clock, calls, pages::send);
  }

  /** What is there of the blob is good; another engine sends the rest. */
  private static Slice rerouted(StagedCopy to, StagedCopy.Seen seen, CopyRoute next) {
    try (CopyLease lease = to.lease()) {
      to.mark(seen.mark().by(next), lease);
    }
    return new Slice.Rerouted(next);
  }

  /**
   * Nobody knows what a copy that was not finished has left. But somebody else may have come to the
   * same end, and have begun it anew already.
   */
  private static Slice begunAnew(StagedCopy to, StagedCopy.Seen before, CopyRoute next) {
    StagedCopy.Seen seen = to.look();
    if (!seen.mark().equals(before.mark())) {
      return new Slice.Busy();
    }
    try (CopyLease lease = to.lease()) {
      to.empty(seen, next, lease);
    }
    return new Slice.Rerouted(next);
  }

  private StagedCopy staged(ImagePlan.OfVhd plan, JobId worker) {
    var client = clients.own(plan.staged().url(), true);
    return new StagedCopy(
        client, plan, () -> CopyLease.take(client, worker, limits.lease(), clock.instant()));
  }

  /** No further range is begun, and so a slice ends with those in flight. */
  @Override
  public void close() {
    calls.shutdown();
    relays.shutdown();
  }
}
