package io.poolwright.worker.job;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.EventData.Progressed;
import io.poolwright.contracts.OnFailure;
import io.poolwright.worker.job.Decision.Move;
import io.poolwright.worker.job.Decision.Pause;
import io.poolwright.worker.job.Decision.Perform;
import io.poolwright.worker.job.JobState.Cancelled;
import io.poolwright.worker.job.JobState.ClaimingImage;
import io.poolwright.worker.job.JobState.CopyingImage;
import io.poolwright.worker.job.JobState.CreatingPool;
import io.poolwright.worker.job.JobState.Final;
import io.poolwright.worker.job.JobState.KeepingImage;
import io.poolwright.worker.job.JobState.Rejected;
import io.poolwright.worker.job.JobState.RollingBack;
import io.poolwright.worker.job.JobState.Validating;
import io.poolwright.worker.job.JobState.WaitingGeneralized;
import io.poolwright.worker.job.Observation.*;
import java.time.Duration;
import java.util.List;

/** THE table: what a job does in a state about what was seen. */
public final class Transitions {
  private Transitions() {}

  /** The one way of a job. Built once; a double row or one out of a final state is refused. */
  public static TransitionTable table() {
    var table = new TransitionTable();
    validate(table);
    claimImage(table);
    copyImage(table);
    waitGeneralized(table);
    createPool(table);
    rollBack(table);
    keepImage(table);
    List.of(
            Validating.class,
            ClaimingImage.class,
            CopyingImage.class,
            WaitingGeneralized.class,
            CreatingPool.class)
        .forEach(state -> interruptible(table, state));
    stoppable(table, RollingBack.class);
    return table;
  }

  // spotless:off
  private static void validate(TransitionTable table) {
    table
      .row(Validating.class, ProblemsFound.class,  (s, seen, m) -> checked(seen, new Rejected(seen.problems())))
      .row(Validating.class, RequestFits.class,    (s, seen, m) -> checked(seen, new ClaimingImage(seen.plan(), false)))
      .row(Validating.class, ImagePublished.class, (s, seen, m) -> checked(seen, new ClaimingImage(seen.plan(), true)));
  }

  private static void claimImage(TransitionTable table) {
    table
      .row(ClaimingImage.class, ImageUnclaimed.class, (s, seen, m) -> new Perform(Action.CLAIM_IMAGE))
      .row(ClaimingImage.class, ImageClaimed.class,   (s, seen, m) -> new Move(s.published() ? new WaitingGeneralized(s.plan()) : new CopyingImage(s.plan())))
      .row(ClaimingImage.class, ImageGoing.class,     (s, seen, m) -> m.poll("ImageBeingDeleted", "Another job is undoing its work on this image."));
  }

  private static void copyImage(TransitionTable table) {
    table
      .row(CopyingImage.class, CopyAbsent.class,     (s, seen, m) -> new Perform(Action.BEGIN_COPY))
      .row(CopyingImage.class, CopyBegun.class,      (s, seen, m) -> new Perform(Action.COPY_SLICE))
      .row(CopyingImage.class, CopyUnfinished.class, (s, seen, m) -> new Perform(Action.COPY_SLICE))
      .row(CopyingImage.class, SliceCopied.class,    (s, seen, m) -> moving(s, seen.copied(), m, Pause.of(Duration.ZERO, bytes(m, seen.copied(), seen.total()))))
      .row(CopyingImage.class, CopyPending.class,    (s, seen, m) -> moving(s, seen.copied(), m, m.poll("CopyPending", "Storage copies the VHD by itself.", bytes(m, seen.copied(), seen.total()))))
      .row(CopyingImage.class, CopyRerouted.class,   (s, seen, m) -> m.waiting(Duration.ZERO, seen.route().code(), seen.route().reason()).in(s.by(seen.route())))
      .row(CopyingImage.class, CopyElsewhere.class,  (s, seen, m) -> m.poll("CopiedByAnotherJob", "Another job is copying the same image."))
      .row(CopyingImage.class, CopyDone.class,       (s, seen, m) -> new Move(new WaitingGeneralized(s.plan())))
      .row(CopyingImage.class, SourceChanged.class,  (s, seen, m) -> new Move(new RollingBack(s.plan(), new Validating(), false)));
  }

  private static void waitGeneralized(TransitionTable table) {
    table
      .row(WaitingGeneralized.class, SourceUnready.class,   (s, seen, m) -> m.poll(seen.code(), seen.reason()))
      .row(WaitingGeneralized.class, MachineRuns.class,     (s, seen, m) -> new Perform(Action.DEALLOCATE_MACHINE))
      .row(WaitingGeneralized.class, MachineStops.class,    (s, seen, m) -> m.poll("Deallocating", "The virtual machine is being deallocated."))
      .row(WaitingGeneralized.class, MachineUnmarked.class, (s, seen, m) -> new Perform(Action.GENERALIZE_MACHINE))
      .row(WaitingGeneralized.class, MachineMarked.class,   (s, seen, m) -> m.poll("Generalizing", "The virtual machine was marked generalized."))
      .row(WaitingGeneralized.class, SourceGone.class,      (s, seen, m) -> m.end(Failure.lasting("ImageSourceNotFound", "What the image was to be made of is not there any more.")))
      .row(WaitingGeneralized.class, DefinitionAbsent.class, (s, seen, m) -> new Perform(Action.CREATE_DEFINITION))
      .row(WaitingGeneralized.class, DefinitionAccepted.class, (s, seen, m) -> m.poll("CreatingDefinition", "The image definition is being created."))
      .row(WaitingGeneralized.class, VersionAbsent.class,   (s, seen, m) -> new Perform(Action.PUBLISH_VERSION))
      .row(WaitingGeneralized.class, SourceChanged.class,   (s, seen, m) -> new Move(new RollingBack(s.plan(), new Validating(), false)))
      .row(WaitingGeneralized.class, StagedVhdGone.class,   (s, seen, m) -> new Move(new CopyingImage(s.plan())))
      .row(WaitingGeneralized.class, VersionAccepted.class, (s, seen, m) -> m.poll("Publishing", "The image version is being made."))
      .row(WaitingGeneralized.class, VersionPending.class,  (s, seen, m) -> m.poll("Replicating", "The image version travels to the pool's region.", percent(m, seen.percent())))
      .row(WaitingGeneralized.class, ReplicaAbsent.class,   (s, seen, m) -> new Perform(Action.REPLICATE_VERSION))
      .row(WaitingGeneralized.class, ReplicaAccepted.class, (s, seen, m) -> m.poll("Replicating", "Replicas were asked for in the pool's region."))
      .row(WaitingGeneralized.class, VersionReady.class,    (s, seen, m) -> new Move(new CreatingPool(s.plan())))
      .row(WaitingGeneralized.class, VersionGoing.class,    (s, seen, m) -> m.poll("ImageVersionBeingDeleted", "A version of the same number is being deleted."))
      .row(WaitingGeneralized.class, VersionFailed.class,   (s, seen, m) -> m.end(seen.failure()))
      .row(WaitingGeneralized.class, VersionForeign.class,  (s, seen, m) -> m.end(Failure.lasting("ImageVersionExists", "A version of this number is there, and it was made from another image. Name another version, or \"auto\".")));
  }

  private static void createPool(TransitionTable table) {
    table
      .row(CreatingPool.class, PoolAbsent.class,   (s, seen, m) -> new Perform(Action.CREATE_POOL))
      .row(CreatingPool.class, PoolAccepted.class, (s, seen, m) -> m.poll("AllocatingNodes", "The pool is there and gets its nodes."))
      .row(CreatingPool.class, PoolResizing.class, (s, seen, m) -> m.poll("AllocatingNodes", "The pool is there and gets its nodes.", nodes(m, seen.nodes(), seen.target())))
      .row(CreatingPool.class, PoolSteady.class,   (s, seen, m) -> new Move(new KeepingImage(s.plan(), m.success(s.plan()))))
      .row(CreatingPool.class, PoolGoing.class,    (s, seen, m) -> m.poll("PoolBeingDeleted", "A pool of the same name is being deleted."))
      .row(CreatingPool.class, PoolForeign.class,  (s, seen, m) -> m.end(Failure.lasting("PoolExists", "A pool of this name is there, made by " + seen.owner() + ". Name another pool, or delete that one.")))
      .row(CreatingPool.class, ResizeFailed.class, (s, seen, m) -> resizeFailed(s, seen, m))
      .row(CreatingPool.class, ResizeAsked.class,  (s, seen, m) -> m.poll("AllocatingNodes", "The nodes were asked for again.").in(s.askedAgain(seen.failed())));
  }

  private static void rollBack(TransitionTable table) {
    table
      .row(RollingBack.class, Leftovers.class,        (s, seen, m) -> leftovers(s, seen, m))
      .row(RollingBack.class, DeletionAccepted.class, (s, seen, m) -> m.poll("RollingBack", "What the job created is being deleted.").in(new RollingBack(s.plan(), s.outcome(), false)))
      .row(RollingBack.class, ImageGoing.class,       (s, seen, m) -> m.poll("ImageBeingDeleted", "Another job is undoing its work on this image."))
      .row(RollingBack.class, ClaimHeld.class,        (s, seen, m) -> new Perform(Action.RELEASE_IMAGE))
      .row(RollingBack.class, ImageReleased.class,    (s, seen, m) -> m.swept(s))
      .row(RollingBack.class, NothingLeft.class,      (s, seen, m) -> m.swept(s))
      .row(RollingBack.class, Trouble.class,          (s, seen, m) -> rollBackHindered(s, seen, m));
  }

  private static void keepImage(TransitionTable table) {
    table
      .row(KeepingImage.class, ClaimHeld.class, (s, seen, m) -> keepImage(s, m))
      .row(KeepingImage.class, ImageKept.class, (s, seen, m) -> new Move(s.outcome()))
      .row(KeepingImage.class, Trouble.class,   (s, seen, m) -> m.pauseFor(seen.failure()));
  }

  private static <S extends JobState> void interruptible(TransitionTable table, Class<S> state) {
    stoppable(table, state);
    table
      .row(state, Trouble.class,        (s, seen, m) -> m.after(seen.failure()));
  }

  private static <S extends JobState> void stoppable(TransitionTable table, Class<S> state) {
    table
      .row(state, CancelAsked.class,    (s, seen, m) -> m.leave(new Cancelled(s.step(), List.of())))
      .row(state, DeadlinePassed.class, (s, seen, m) -> m.end(Failure.lasting("DeadlineExceeded", "The deadline " + m.job().admission().deadline() + " has passed.")));
  }
  // spotless:on

  private static Move checked(Checked seen, JobState next) {
    List<EventData> tell =
        seen.warnings().isEmpty() ? List.of() : List.of(new EventData.Warned(seen.warnings()));
    return new Move(next, tell);
  }

  /** A copy that stands still for too long, whatever its engine says, is begun anew. */
  private static Decision moving(CopyingImage state, long copied, Moment moment, Pause pause) {
    CopyPulse pulse = state.pulse();
    if (pulse == null || pulse.copied() != copied) {
      return pause.in(state.at(new CopyPulse(copied, moment.now())));
    }
    Duration stands = Duration.between(pulse.since(), moment.now());
    return stands.compareTo(moment.policies().stalledAfter()) < 0
        ? pause
        : new Perform(Action.RESTART_COPY);
  }

  /** The first look waits, as long as the error deserves; the next one asks again. */
  private static Decision resizeFailed(CreatingPool state, ResizeFailed seen, Moment moment) {
    Failure failure = seen.failure();
    if (seen.otherNodesMayHelp() && moment.fallback(state.choice() + 1).isPresent()) {
      return moment
          .waiting(Duration.ZERO, failure.code(), failure.detail())
          .in(new RollingBack(state.plan(), state.fallenBack(), false));
    }
    if (failure.kind() == Failure.Kind.PERMANENT) {
      return moment.end(failure);
    }
    if (state.askAgain()) {
      return new Perform(Action.RETRY_RESIZE);
    }
    if (failure.kind() == Failure.Kind.DEFERRED) {
      Duration after = moment.policies().quotaPause();
      return moment
          .waiting(after, failure.code(), failure.detail())
          .in(state.waitingAfter(state.failedResizes()));
    }
    int failed = state.failedResizes() + 1;
    if (failed >= moment.policies().backoff().maxAttempts()) {
      return moment.end(failure);
    }
    Duration after = moment.policies().backoff().delay(failed, moment.jitter());
    return moment.waiting(after, failure.code(), failure.detail()).in(state.waitingAfter(failed));
  }

  /**
   * A copy goes when no stalled twin can begin it anew, which publication nearly always outlasts.
   */
  private static Decision keepImage(KeepingImage state, Moment moment) {
    Duration left = moment.untilCopyIsSettled();
    return state.dropsCopy() && left.compareTo(Duration.ZERO) > 0
        ? moment.waiting(left, "StagedVhd", "The staged VHD is about to be deleted.")
        : new Perform(Action.KEEP_IMAGE);
  }

  /** What was made of an image that has changed is of use to nobody, whatever the user keeps. */
  private static Decision leftovers(RollingBack state, Leftovers seen, Moment moment) {
    boolean keeps = moment.job().request().onFailure() == OnFailure.KEEP;
    return keeps && state.outcome() instanceof Final outcome
        ? moment.left(state, outcome, seen.names())
        : new Perform(Action.DELETE_LEFTOVERS);
  }

  /** A clean-up does not give up while there is hope; without any, it says what remains. */
  private static Decision rollBackHindered(RollingBack state, Trouble seen, Moment moment) {
    Failure failure = seen.failure();
    boolean hopeless =
        failure.kind() == Failure.Kind.PERMANENT
            && moment.job().course().attempts() + 1 >= moment.policies().backoff().maxAttempts();
    if (hopeless) {
      return state.outcome() instanceof Final outcome
          ? new Move(
              new KeepingImage(state.plan(), outcome.leaving(moment.mayRemain(state.plan()))))
          : moment.end(failure);
    }
    // Its time for the second sweep is lost with this pause.
    return moment.isEarly()
        ? moment.pauseFor(failure).in(new RollingBack(state.plan(), state.outcome(), false))
        : moment.pauseFor(failure);
  }

  private static Progressed bytes(Moment moment, long done, long total) {
    return new Progressed(moment.step(), done, total, "bytes");
  }

  private static Progressed percent(Moment moment, int done) {
    return new Progressed(moment.step(), done, 100, "percent");
  }

  private static Progressed nodes(Moment moment, int done, int total) {
    return new Progressed(moment.step(), done, total, "nodes");
  }
}
