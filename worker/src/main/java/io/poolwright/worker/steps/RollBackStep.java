package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Undoes what a job did, in reverse order: pool, image version, staged blob. Only what bears the
 * job's own mark is touched, and an image that another pool runs on stays.
 */
final class RollBackStep {
  private final Arm arm;
  private final Vhds vhds;

  RollBackStep(Arm arm, Vhds vhds) {
    this.arm = arm;
    this.vhds = vhds;
  }

  /** Something of the job's that is still there. */
  private record Remnant(String name, boolean going, Runnable deletion) {}

  Observation look(Job job, ImagePlan plan) {
    List<String> names = remnants(job, plan).stream().map(Remnant::name).toList();
    return names.isEmpty() ? new Observation.NothingLeft() : new Observation.Leftovers(names);
  }

  /** Deletes what was created last; the rest has its turn when that is gone. */
  Observation deleteNext(Job job, ImagePlan plan) {
    remnants(job, plan).stream()
        .findFirst()
        .filter(last -> !last.going())
        .ifPresent(last -> last.deletion().run());
    return new Observation.DeletionAccepted();
  }

  private List<Remnant> remnants(Job job, ImagePlan plan) {
    var remnants = new ArrayList<Remnant>();
    ArmId poolId = job.request().pool().id();
    arm.pool(poolId)
        .filter(pool -> job.id().value().equals(pool.owner()))
        .map(pool -> remnant(poolId, pool.deleting(), () -> arm.deletePool(poolId)))
        .ifPresent(remnants::add);
    Optional<ImageVersion> version =
        arm.imageVersion(plan.version()).filter(found -> isOurs(job, plan, found));
    if (version.isPresent() && usedByOthers(poolId, plan)) {
      return remnants;
    }
    version.map(found -> versionRemnant(plan, found)).ifPresent(remnants::add);
    vhds.staged(plan.staged())
        .filter(blob -> job.id().value().equals(blob.owner()))
        .map(blob -> blobRemnant(plan))
        .ifPresent(remnants::add);
    return remnants;
  }

  private Remnant versionRemnant(ImagePlan plan, ImageVersion version) {
    boolean going = version.state() == ImageVersion.State.DELETING;
    return remnant(plan.version(), going, () -> arm.deleteImageVersion(plan.version()));
  }

  private Remnant blobRemnant(ImagePlan plan) {
    String name = plan.staged().url().toString();
    return new Remnant(name, false, () -> vhds.deleteStaged(plan.staged()));
  }

  private static Remnant remnant(ArmId id, boolean going, Runnable deletion) {
    return new Remnant(id.toString(), going, deletion);
  }

  private static boolean isOurs(Job job, ImagePlan plan, ImageVersion version) {
    return job.id().value().equals(version.tags().get(Marks.JOB))
        && Marks.content(plan).equals(version.tags().get(Marks.CONTENT));
  }

  private boolean usedByOthers(ArmId poolId, ImagePlan plan) {
    return arm.poolsUsing(poolId.parent().orElseThrow(), plan.version()).stream()
        .anyMatch(user -> !user.equals(poolId));
  }
}
