package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Undoes what a job did, in reverse order: pool, image version, staged blob. Only what bears
 * Poolwright's mark is touched. An image that another job claims, that is to stay, or that another
 * pool runs on is left to them.
 */
final class RollBackStep {
  private final Arm arm;
  private final Vhds vhds;
  private final ImageClaims claims;

  RollBackStep(Arm arm, Vhds vhds, ImageClaims claims) {
    this.arm = arm;
    this.vhds = vhds;
    this.claims = claims;
  }

  /** The image that is to be undone too, or null if only the pool is. */
  private static ImagePlan.@Nullable Made made(JobState.RollingBack state) {
    boolean goesOn = state.outcome() instanceof JobState.CreatingPool;
    return !goesOn && state.plan() instanceof ImagePlan.Made made ? made : null;
  }

  /** Something that is still there and has to go. */
  private record Remnant(String name, boolean going, Runnable deletion) {}

  /**
   * What is condemned stays so until the second sweep: until then a stalled twin may still delete
   * it, and nobody else should have begun anew.
   */
  Observation look(Job job, JobState.RollingBack state) {
    ImagePlan.Made plan = made(state);
    if (plan == null) {
      return seen(pool(job)).orElseGet(Observation.NothingLeft::new);
    }
    ImageLedger ledger = claims.of(plan);
    List<Remnant> remnants = new ArrayList<>(pool(job));
    remnants.addAll(ofImage(job, state, plan, ledger));
    return seen(remnants).orElseGet(() -> withoutRemnants(job, state, ledger));
  }

  private static Optional<Observation> seen(List<Remnant> remnants) {
    return remnants.isEmpty()
        ? Optional.empty()
        : Optional.of(new Observation.Leftovers(remnants.stream().map(Remnant::name).toList()));
  }

  private static Observation withoutRemnants(
      Job job, JobState.RollingBack state, ImageLedger ledger) {
    boolean waits =
        job.id().equals(ledger.condemnedBy()) && !state.lastSweep() && !keeps(job, state);
    return ledger.isHeldBy(job.id()) && !waits
        ? new Observation.ClaimHeld()
        : new Observation.NothingLeft();
  }

  Observation act(Job job, JobState.RollingBack state, Action action, Hold hold) {
    ImagePlan.Made plan = made(state);
    if (plan == null) {
      return deleteFirst(pool(job), hold);
    }
    if (action == Action.RELEASE_IMAGE) {
      return release(job, state, plan, hold);
    }
    List<Remnant> pool = pool(job);
    return pool.isEmpty() ? deleteImage(job, state, plan, hold) : deleteFirst(pool, hold);
  }

  private Observation release(Job job, JobState.RollingBack state, ImagePlan.Made plan, Hold hold) {
    ImageLedger ledger =
        claims.release(
            job.id(),
            plan,
            found -> keeps(job, state) || ofImage(job, state, plan, found).isEmpty(),
            hold);
    if (!ledger.isHeldBy(job.id())) {
      return new Observation.ImageReleased();
    }
    return ledger.isCondemnedByOther(job.id()) ? new Observation.ImageGoing() : look(job, state);
  }

  /** What nobody claims is condemned first, so that nobody can claim it while it goes. */
  private Observation deleteImage(
      Job job, JobState.RollingBack state, ImagePlan.Made plan, Hold hold) {
    ImageLedger ledger = claims.condemn(job.id(), plan, hold);
    return ledger.isCondemnedByOther(job.id())
        ? new Observation.ImageGoing()
        : deleteFirst(ofImage(job, state, plan, ledger), hold);
  }

  /** Deletes what was created last; the rest has its turn when that is gone. */
  private static Observation deleteFirst(List<Remnant> remnants, Hold hold) {
    remnants.stream()
        .findFirst()
        .filter(last -> !last.going())
        .ifPresent(
            last -> {
              hold.require();
              last.deletion().run();
            });
    return new Observation.DeletionAccepted();
  }

  private List<Remnant> pool(Job job) {
    ArmId id = job.request().pool().id();
    return arm
        .pool(id)
        .filter(pool -> job.id().value().equals(pool.owner()))
        .map(pool -> new Remnant(id.toString(), pool.deleting(), () -> arm.deletePool(id)))
        .stream()
        .toList();
  }

  private List<Remnant> ofImage(
      Job job, JobState.RollingBack state, ImagePlan.Made plan, ImageLedger ledger) {
    boolean keeps = keeps(job, state);
    Optional<ImageVersion> version =
        arm.imageVersion(plan.version())
            .filter(found -> Marks.isOf(plan, found))
            .filter(found -> isConcerned(found.tags().get(Marks.JOB), job, keeps, ledger, plan));
    var remnants = new ArrayList<Remnant>();
    version
        .filter(found -> keeps || !isUsedByOthers(job, plan))
        .map(found -> remnant(plan, found))
        .ifPresent(remnants::add);
    if (plan instanceof ImagePlan.OfVhd vhd) {
      copy(job, vhd, keeps, ledger).ifPresent(remnants::add);
    }
    return remnants;
  }

  private Optional<Remnant> copy(Job job, ImagePlan.OfVhd plan, boolean keeps, ImageLedger ledger) {
    String name = plan.staged().url().toString();
    return vhds.staged(plan.staged())
        .filter(
            blob ->
                keeps
                    ? ledger.isMade(blob.owner(), job.id())
                    : ledger.mayDeleteCopy(blob.owner(), job.id()))
        .map(blob -> new Remnant(name, false, () -> vhds.deleteStaged(plan.staged(), blob.etag())));
  }

  /** What is kept is told whoever else needs it; what is deleted must be needed by nobody. */
  private static boolean isConcerned(
      @Nullable String maker, Job job, boolean keeps, ImageLedger ledger, ImagePlan.Made plan) {
    return keeps
        ? ledger.isMade(maker, job.id())
        : ledger.mayDelete(plan.version(), maker, job.id());
  }

  private Remnant remnant(ImagePlan.Made plan, ImageVersion version) {
    boolean going = version.state() == ImageVersion.State.DELETING;
    return new Remnant(
        plan.version().toString(), going, () -> arm.deleteImageVersion(plan.version()));
  }

  /** What was made of an image that has changed is kept for nobody. */
  private static boolean keeps(Job job, JobState.RollingBack state) {
    return job.request().onFailure() == OnFailure.KEEP && state.isEnding();
  }

  private boolean isUsedByOthers(Job job, ImagePlan.Made plan) {
    ArmId own = job.request().pool().id();
    return arm.poolsUsing(own.parent().orElseThrow(), plan.version()).stream()
        .anyMatch(user -> !user.equals(own));
  }
}
