package io.poolwright.worker.steps;

import io.poolwright.contracts.ImageSource;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.CopyRoute;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Observation;
import org.jspecify.annotations.Nullable;

/** COPY_IMAGE: the VHD travels to the gallery's region, a slice at a time. */
final class CopyImageStep {
  private final Vhds vhds;

  CopyImageStep(Vhds vhds) {
    this.vhds = vhds;
  }

  /** Only a VHD is copied; Compute itself reads what else an image is made of. */
  Observation look(JobState.CopyingImage state) {
    return state.plan() instanceof ImagePlan.OfVhd vhd
        ? lookAtCopy(vhd, state.route())
        : new Observation.CopyDone();
  }

  private Observation lookAtCopy(ImagePlan.OfVhd plan, @Nullable CopyRoute told) {
    StagedVhd staged = vhds.staged(plan.staged()).orElse(null);
    if (staged == null) {
      return new Observation.CopyAbsent();
    }
    if (staged.complete()) {
      return new Observation.CopyDone();
    }
    // A worker may have died between the change and its saying so, or another job has made it.
    if (staged.route() != null && !staged.route().equals(told)) {
      return new Observation.CopyRerouted(staged.route());
    }
    return staged.pending() == null
        ? new Observation.CopyUnfinished()
        : new Observation.CopyPending(staged.pending(), staged.length());
  }

  Observation act(Job job, ImagePlan.OfVhd plan, Action action, Hold hold) {
    if (action == Action.BEGIN_COPY) {
      vhds.begin(plan, job.id());
      return new Observation.CopyBegun();
    }
    if (action == Action.RESTART_COPY) {
      return seen(vhds.restart(plan, job.id()), plan, hold);
    }
    var source = (ImageSource.Vhd) job.request().image().source();
    return seen(vhds.copySlice(source, plan, job.id(), hold.until()), plan, hold);
  }

  private Observation seen(Slice slice, ImagePlan.OfVhd plan, Hold hold) {
    if (slice instanceof Slice.Partial partial) {
      return new Observation.SliceCopied(partial.copied(), partial.total());
    }
    if (slice instanceof Slice.Pending pending) {
      return new Observation.CopyPending(pending.copied(), pending.total());
    }
    if (slice instanceof Slice.Rerouted rerouted) {
      return new Observation.CopyRerouted(rerouted.route());
    }
    if (slice instanceof Slice.Busy) {
      return new Observation.CopyElsewhere();
    }
    if (slice instanceof Slice.Complete) {
      return new Observation.CopyDone();
    }
    return undone(slice, plan, hold);
  }

  /** A copy that is not what it should be is deleted here, one of another source by a roll-back. */
  private Observation undone(Slice slice, ImagePlan.OfVhd plan, Hold hold) {
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
