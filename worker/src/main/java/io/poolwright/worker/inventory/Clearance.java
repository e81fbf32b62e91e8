package io.poolwright.worker.inventory;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.ImageLedgers;
import io.poolwright.worker.steps.ImageVersion;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Deletes orphans, as a job deletes what it made: what belongs to an image is condemned in its
 * ledger first, so that no job can claim it while it goes; and everything is looked at once more
 * after that. May throw {@link CallFailed}.
 */
public final class Clearance {
  /** Compute takes minutes to delete a version. */
  private static final int LOOKS = 300;

  private static final int TRIES = 10;

  private final Orphans orphans;
  private final Arm arm;
  private final ImageLedgers ledgers;
  private final Consumer<String> deleteBlob;
  private final JobId self;
  private final Runnable pause;

  /**
   * Deletes by these.
   *
   * @param self stands in ledgers for whoever clears up; no job has this id, and nobody else
   * @param pause a while between two looks at a version that goes
   */
  public Clearance(
      Orphans orphans,
      Arm arm,
      ImageLedgers ledgers,
      Consumer<String> deleteBlob,
      JobId self,
      Runnable pause) {
    this.orphans = orphans;
    this.arm = arm;
    this.ledgers = ledgers;
    this.deleteBlob = deleteBlob;
    this.self = self;
    this.pause = pause;
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
        deleteVersion(ArmId.parse(orphan.thing().name()));
      }
      return Outcome.DELETED;
    } finally {
      change(image, ledger -> ledger.releasedBy(self));
    }
  }

  /** Until it is gone or says that it goes: from then on every job waits for its end. */
  private void deleteVersion(ArmId version) {
    arm.deleteImageVersion(version);
    for (int i = 0; i < LOOKS && isThere(version); i++) {
      pause.run();
    }
  }

  private boolean isThere(ArmId version) {
    return arm.imageVersion(version)
        .filter(found -> found.state() != ImageVersion.State.DELETING)
        .isPresent();
  }

  private ImageLedger change(String image, UnaryOperator<ImageLedger> change) {
    for (int i = 0; i < TRIES; i++) {
      ImageLedgers.Stored found = ledgers.load(image);
      ImageLedger next = change.apply(found.ledger());
      if (next.equals(found.ledger()) || ledgers.replace(image, found, next)) {
        return next;
      }
    }
    throw new IllegalStateException("the ledger of " + image + " changes all the time");
  }
}
