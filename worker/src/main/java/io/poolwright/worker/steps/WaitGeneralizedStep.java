package io.poolwright.worker.steps;

import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import java.util.List;
import java.util.Optional;

/** WAIT_GENERALIZED: the image version is made, and a replica of it where the pool will be. */
final class WaitGeneralizedStep {
  private final Arm arm;
  private final Vhds vhds;

  WaitGeneralizedStep(Arm arm, Vhds vhds) {
    this.arm = arm;
    this.vhds = vhds;
  }

  Observation look(ImagePlan plan) {
    Optional<ImageVersion> version = arm.imageVersion(plan.version());
    return version.isPresent() ? look(plan, version.get()) : lookForCopy(plan);
  }

  private Observation lookForCopy(ImagePlan plan) {
    boolean copied = vhds.staged(plan.staged()).map(StagedVhd::complete).orElse(false);
    return copied ? new Observation.VersionAbsent() : new Observation.StagedVhdGone();
  }

  private static Observation look(ImagePlan plan, ImageVersion version) {
    if (!Marks.content(plan).equals(version.tags().get(Marks.CONTENT))) {
      return new Observation.VersionForeign();
    }
    return switch (version.state()) {
      case DELETING -> new Observation.VersionGoing();
      case FAILED -> new Observation.VersionFailed(reason(version));
      case CREATING, SUCCEEDED -> lookAtReplica(plan, version);
    };
  }

  private static Failure reason(ImageVersion version) {
    Failure failure = version.failure();
    return failure == null
        ? Failure.lasting("ImageVersionFailed", "Compute could not make the version.")
        : failure;
  }

  private static Observation lookAtReplica(ImagePlan plan, ImageVersion version) {
    Optional<ImageVersion.Replica> replica = version.replicaIn(plan.region());
    boolean ready =
        version.state() == ImageVersion.State.SUCCEEDED
            && replica.map(ImageVersion.Replica::completed).orElse(false);
    return ready
        ? new Observation.VersionReady()
        : new Observation.VersionPending(replica.map(ImageVersion.Replica::progress).orElse(0));
  }

  Observation publish(Job job, ImagePlan plan) {
    boolean sameRegion =
        ImageVersion.shortForm(plan.region()).equals(ImageVersion.shortForm(plan.galleryRegion()));
    List<String> regions =
        sameRegion ? List.of(plan.region()) : List.of(plan.galleryRegion(), plan.region());
    arm.publish(plan.version(), plan.staged(), regions, Marks.of(job, plan));
    return new Observation.VersionAccepted();
  }
}
