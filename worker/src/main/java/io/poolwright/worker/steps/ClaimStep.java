package io.poolwright.worker.steps;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.JobState.ClaimingImage;
import io.poolwright.worker.job.JobState.KeepingImage;
import io.poolwright.worker.job.Observation;
import java.util.List;

/**
 * The beginning and the end of a job's claim on an image; what somebody else has published needs
 * none. There is nothing to look at before: the ledger is read in the moment in which it is
 * changed.
 */
final class ClaimStep {
  private final Vhds vhds;
  private final ImageClaims claims;

  ClaimStep(Vhds vhds, ImageClaims claims) {
    this.vhds = vhds;
    this.claims = claims;
  }

  Observation claim(Job job, ClaimingImage state, Hold hold) {
    boolean held =
        !(state.plan() instanceof ImagePlan.Made made)
            || claims.claim(job.id(), made, state.published(), hold);
    return held ? new Observation.ImageClaimed() : new Observation.ImageGoing();
  }

  Observation keep(Job job, KeepingImage state, Hold hold) {
    if (state.dropsCopy()) {
      dropCopy(job.id(), (ImagePlan.OfVhd) state.plan(), hold);
    } else if (state.plan() instanceof ImagePlan.Made plan) {
      List<String> left = state.outcome().leftBehind();
      boolean all = state.outcome() instanceof JobState.Succeeded;
      boolean version = all || left.contains(plan.version().toString());
      claims.keep(job.id(), plan, version, isCopyKept(plan, all, left), hold);
    }
    return new Observation.ImageKept();
  }

  /** It is deleted only as it was seen: a stalled twin may be late, and another copy be there. */
  private void dropCopy(JobId job, ImagePlan.OfVhd plan, Hold hold) {
    ImageLedger ledger = claims.keepVersion(job, plan, hold);
    if (!job.equals(ledger.condemnedBy())) {
      return;
    }
    vhds.staged(plan.staged())
        .filter(copy -> ledger.mayDeleteCopy(copy.owner(), job))
        .ifPresent(
            copy -> {
              hold.require();
              vhds.deleteStaged(plan.staged(), copy.etag());
            });
    claims.release(job, plan, found -> true, hold);
  }

  private static boolean isCopyKept(ImagePlan.Made plan, boolean all, List<String> left) {
    return plan instanceof ImagePlan.OfVhd vhd
        && (all || left.contains(vhd.staged().url().toString()));
  }
}
