package io.poolwright.worker.inventory;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.ImageLedgers;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Deletes orphans, as a job deletes what it made: what belongs to an image is condemned in its
 * ledger first, so that no job can claim it while it goes; and everything is looked at once more
 * after that. May throw {@link CallFailed}.
 */
public final class Clearance {
  private final Orphans orphans;
  private final Arm arm;
  private final ImageLedgers ledgers;
  private final Consumer<String> deleteBlob;
  private final JobId self;

  /**
   * Deletes by these.
   *
   * @param self stands in ledgers for whoever clears up; no job has this id, and nobody else
   */
  public Clearance(
      Orphans orphans, Arm arm, ImageLedgers ledgers, Consumer<String> deleteBlob, JobId self) {
    this.orphans = orphans;
    this.arm = arm;
    this.ledgers = ledgers;
    this.deleteBlob = deleteBlob;
    this.self = self;
  }

  /** What came of it. */
  public enum Outcome {
    DELETED,
    /** It belongs to somebody now, or is gone. */
    NO_ORPHAN,
    /** Somebody else is deleting it. */
    BUSY
  }

  /** Deletes it if it is an orphan still. */
  public Outcome delete(Orphan orphan) {
    return switch (orphan.thing().kind()) {
      case CLAIM -> release(orphan);
      case POOL -> pool(orphan);
      case VERSION, BLOB -> ofImage(orphan);
    };
  }

  private Outcome release(Orphan orphan) {
    String image = Objects.requireNonNull(orphan.thing().image());
    JobId job = orphan.thing().job();
    if (!orphans.isStill(orphan) || !ledgers.load(image).ledger().isHeldBy(job)) {
      return Outcome.NO_ORPHAN;
    }
    change(image, ledger -> ledger.releasedBy(job));
    return Outcome.DELETED;
  }

  private Outcome pool(Orphan orphan) {
    ArmId id = ArmId.parse(orphan.thing().name());
    boolean same =
        arm.pool(id)
            .filter(pool -> orphan.thing().job().value().equals(pool.owner()) && !pool.deleting())
            .isPresent();
    if (!same || !orphans.isStill(orphan)) {
      return Outcome.NO_ORPHAN;
    }
    arm.deletePool(id);
    return Outcome.DELETED;
  }

  private Outcome ofImage(Orphan orphan) {
    String image = Objects.requireNonNull(orphan.thing().image());
    ImageLedger condemned = change(image, ledger -> ledger.condemnedBy(self));
    if (condemned.isCondemnedByOther(self)) {
      return Outcome.BUSY;
    }
    try {
      if (!orphans.isStill(orphan)) {
        return Outcome.NO_ORPHAN;
      }
      if (orphan.thing().kind() == Marked.Kind.BLOB) {
        deleteBlob.accept(orphan.thing().name());
      } else {
        // From then on it is gone or says that it goes, and every job waits for its end.
        arm.deleteImageVersion(ArmId.parse(orphan.thing().name()));
      }
      return Outcome.DELETED;
    } finally {
      change(image, ledger -> ledger.releasedBy(self));
    }
  }

  private ImageLedger change(String image, UnaryOperator<ImageLedger> change) {
    return ledgers.change(image, change, () -> {});
  }
}
