package io.poolwright.worker.steps;

import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.JobState.ClaimingImage;
import io.poolwright.worker.job.JobState.KeepingImage;
import io.poolwright.worker.job.Observation;
import java.util.List;

/**
 * The beginning and the end of a job's claim on an image. There is nothing to look at before: the
 * ledger is read in the moment in which it is changed.
 */
final class ClaimStep {
  private final ImageClaims claims;

  ClaimStep(ImageClaims claims) {
    this.claims = claims;
  }

  Observation claim(Job job, ClaimingImage state) {
    return claims.claim(job.id(), state.plan(), state.published())
        ? new Observation.ImageClaimed()
        : new Observation.ImageGoing();
  }

  Observation keep(Job job, KeepingImage state) {
    ImagePlan plan = state.plan();
    List<String> left = state.outcome().leftBehind();
    boolean all = state.outcome() instanceof JobState.Succeeded;
    boolean version = all || left.contains(plan.version().toString());
    boolean copy = all || left.contains(plan.staged().url().toString());
    claims.keep(job.id(), plan, version, copy);
    return new Observation.ImageKept();
  }
}
