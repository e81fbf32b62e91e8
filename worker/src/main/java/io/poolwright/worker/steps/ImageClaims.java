package io.poolwright.worker.steps;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.ImagePlan;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Claims of jobs on images that they share. A job claims an image before it relies on anything of
 * it, and nothing that is claimed is deleted; whoever gives up the last claim clears up.
 */
final class ImageClaims {
  private final ImageLedgers ledgers;

  ImageClaims(ImageLedgers ledgers) {
    this.ledgers = ledgers;
  }

  ImageLedger of(ImagePlan.Made plan) {
    return ledgers.load(plan.name()).ledger();
  }

  /**
   * Claims the image for a job, unless it stays anyway.
   *
   * @param published whether the version was there
   * @return false if another job is deleting it
   */
  boolean claim(JobId job, ImagePlan.Made plan, boolean published, Hold hold) {
    ImageLedger after =
        change(
            plan,
            hold,
            ledger ->
                published && ledger.kept().contains(plan.version())
                    ? ledger
                    : ledger.claimedBy(job, plan.version()));
    return !after.isCondemnedByOther(job);
  }

  /** What there is to go by when the job deletes; another may be at it, which is not waited for. */
  ImageLedger condemn(JobId job, ImagePlan.Made plan, Hold hold) {
    return change(plan, hold, ledger -> ledger.condemnedBy(job));
  }

  /**
   * Gives the claim up, if nothing is left that the job would have to delete; else it condemns the
   * image.
   *
   * @param isClean looks whether nothing is left, as far as a ledger says who needs what. Nobody
   *     can have changed that ledger when the claim goes
   * @return what is stored now: if the job still holds it, there is something to delete
   */
  ImageLedger release(JobId job, ImagePlan.Made plan, Predicate<ImageLedger> isClean, Hold hold) {
    return change(
        plan,
        hold,
        ledger -> isClean.test(ledger) ? ledger.releasedBy(job) : ledger.condemnedBy(job));
  }

  /** What outlives the job is written down, and its claim goes. */
  void keep(JobId job, ImagePlan.Made plan, boolean version, boolean copy, Hold hold) {
    change(
        plan,
        hold,
        ledger -> {
          ImageLedger next = version ? ledger.keeping(plan.version()) : ledger;
          return (copy ? next.keepingCopy() : next).releasedBy(job);
        });
  }

  /**
   * The version outlives the job, and its claim goes; but whoever has the last one condemns the
   * image, so that nobody can claim it while its staged copy is deleted.
   */
  ImageLedger keepVersion(JobId job, ImagePlan.Made plan, Hold hold) {
    return change(
        plan,
        hold,
        ledger -> {
          ImageLedger next = ledger.keeping(plan.version());
          return ledger.isHeldOnlyBy(job) && !ledger.copyKept()
              ? next.condemnedBy(job)
              : next.releasedBy(job);
        });
  }

  private ImageLedger change(ImagePlan.Made plan, Hold hold, UnaryOperator<ImageLedger> change) {
    return ledgers.change(plan.name(), change, hold::require);
  }
}
