package io.poolwright.worker.steps;

import io.poolwright.contracts.ImageSource;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import java.util.Optional;

/** COPY_IMAGE: the VHD travels to the gallery's region, a slice at a time. */
final class CopyImageStep {
  private final Vhds vhds;

  CopyImageStep(Vhds vhds) {
    this.vhds = vhds;
  }

  /** Only a VHD is copied; Compute itself reads what else an image is made of. */
  Observation look(ImagePlan plan) {
    return plan instanceof ImagePlan.OfVhd vhd ? lookAtCopy(vhd) : new Observation.CopyDone();
  }

  private Observation lookAtCopy(ImagePlan.OfVhd plan) {
    Optional<StagedVhd> staged = vhds.staged(plan.staged());
    if (staged.isEmpty()) {
      return new Observation.CopyAbsent();
    }
    return staged.get().complete() ? new Observation.CopyDone() : new Observation.CopyUnfinished();
  }

  Observation act(Job job, ImagePlan.OfVhd plan, Action action, Hold hold) {
    if (action == Action.BEGIN_COPY) {
      vhds.begin(plan, job.id());
      return new Observation.CopyBegun();
    }
    var source = (ImageSource.Vhd) job.request().image().source();
    Slice slice = vhds.copySlice(source, plan, job.id(), hold.until());
    if (slice instanceof Slice.Partial partial) {
      return new Observation.SliceCopied(partial.copied(), partial.total());
    }
    if (slice instanceof Slice.Busy) {
      return new Observation.CopyElsewhere();
    }
    if (slice instanceof Slice.Complete) {
      return new Observation.CopyDone();
    }
    if (slice instanceof Slice.Broken broken) {
      vhds.staged(plan.staged())
          .ifPresent(
              staged -> {
                hold.require();
                vhds.deleteStaged(plan.staged(), staged.etag());
              });
      return new Observation.Trouble(Failure.passing("StagedVhdBroken", broken.detail()));
    }
    return new Observation.SourceChanged();
  }
}
