package io.poolwright.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Step;
import io.poolwright.worker.job.Decision.Move;
import io.poolwright.worker.job.Decision.Pause;
import io.poolwright.worker.job.Decision.Perform;
import io.poolwright.worker.job.JobState.ClaimingImage;
import io.poolwright.worker.job.JobState.CopyingImage;
import io.poolwright.worker.job.JobState.CreatingPool;
import io.poolwright.worker.job.JobState.KeepingImage;
import io.poolwright.worker.job.JobState.RollingBack;
import io.poolwright.worker.job.JobState.Validating;
import io.poolwright.worker.job.JobState.WaitingGeneralized;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransitionsTest {
  private static final TransitionTable TABLE = Transitions.table();
  private static final ImagePlan PLAN = Jobs.plan();
  private static final String PLAN_STAGED = Jobs.plan().staged().url().toString();
  private static final Step STEP = Step.CREATE_POOL;
  private static final Policies POLICIES =
      new Policies(
          new Backoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(5), 3),
          new Polling(Duration.ofSeconds(1), Duration.ofSeconds(60)),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5));
  private static final Failure PASSING = Failure.passing("InternalError", "try again");
  private static final Failure LASTING = Failure.lasting("AuthorizationFailed", "no right");
  private static final Failure THROTTLED =
      Failure.deferred("TooManyRequests", "slow down", Duration.ofSeconds(40));

  private final Set<TransitionTable.Key> visited = new LinkedHashSet<>();

  private Decision in(JobState state, Observation seen) {
    return in(state, seen, OnFailure.ROLL_BACK, 0);
  }

  private Decision in(JobState state, Observation seen, OnFailure onFailure, int attempts) {
    Job job = Jobs.accepted(Jobs.request("job", onFailure)).movedTo(state, Jobs.NOON);
    for (int i = 0; i < attempts; i++) {
      job = job.resting(new Pause(Duration.ZERO, List.of(), true, null), Jobs.NOON);
    }
    visited.add(new TransitionTable.Key(state.getClass(), seen.getClass()));
    return TABLE.decide(seen, new Moment(job, Jobs.NOON.plusSeconds(40), 0, POLICIES));
  }

  private static void assertFails(Decision decision, String code) {
    assertThat(decision).isInstanceOf(Move.class);
    assertThat(((Move) decision).next()).isInstanceOf(RollingBack.class);
    var outcome = (JobState.Failed) ((RollingBack) ((Move) decision).next()).outcome();
    assertThat(outcome.cause().code()).isEqualTo(code);
  }

  private static void assertWaits(Decision decision, String code, Duration after) {
    assertThat(decision).isInstanceOf(Pause.class);
    var pause = (Pause) decision;
    assertThat(pause.after()).isEqualTo(after);
    assertThat(pause.tell().get(0)).isInstanceOf(EventData.Waiting.class);
    var waiting = (EventData.Waiting) pause.tell().get(0);
    assertThat(waiting.code()).isEqualTo(code);
    assertThat(waiting.until()).isEqualTo(Jobs.NOON.plusSeconds(40).plus(after));
  }

  @Test
  void everyRowIsVisitedAndDecidesAsThePictureSays() {
    validating();
    claimingTheImage();
    copyingTheImage();
    waitingForTheImage();
    capturingAMachine();
    creatingThePool();
    rollingBack();
    startingOver();
    keepingTheImage();
    assertThat(visited).isEqualTo(TABLE.keys());
  }

  private void validating() {
    var state = new Validating();
    var problems = List.of(new Problem("/pool/id", "wrong", "mend it"));
    assertThat(in(state, new Observation.ProblemsFound(problems)))
        .isEqualTo(new Move(new JobState.Rejected(problems)));
    assertThat(in(state, new Observation.RequestFits(PLAN)))
        .isEqualTo(new Move(new ClaimingImage(PLAN, false)));
    assertThat(in(state, new Observation.ImagePublished(PLAN)))
        .isEqualTo(new Move(new ClaimingImage(PLAN, true)));
    List<EventData> told = List.of(new EventData.Warned(problems));
    assertThat(in(state, new Observation.RequestFits(PLAN, problems)))
        .isEqualTo(new Move(new ClaimingImage(PLAN, false), told));
    assertThat(in(state, new Observation.ProblemsFound(problems, problems)))
        .isEqualTo(new Move(new JobState.Rejected(problems), told));
    assertThat(in(state, new Observation.Trouble(PASSING))).isInstanceOf(Pause.class);
    assertThat(((Move) in(state, new Observation.CancelAsked())).next())
        .as("nothing was created, nothing is rolled back")
        .isInstanceOf(JobState.Cancelled.class);
    assertThat(((Move) in(state, new Observation.DeadlinePassed())).next())
        .isInstanceOf(JobState.Failed.class);
  }

  private void claimingTheImage() {
    var state = new ClaimingImage(PLAN, false);
    assertThat(in(state, new Observation.ImageUnclaimed()))
        .isEqualTo(new Perform(Action.CLAIM_IMAGE));
    assertThat(in(state, new Observation.ImageClaimed()))
        .isEqualTo(new Move(new CopyingImage(PLAN)));
    assertThat(in(new ClaimingImage(PLAN, true), new Observation.ImageClaimed()))
        .isEqualTo(new Move(new WaitingGeneralized(PLAN)));
    assertWaits(
        in(state, new Observation.ImageGoing()), "ImageBeingDeleted", Duration.ofSeconds(10));
    assertThat(in(state, new Observation.Trouble(PASSING))).isInstanceOf(Pause.class);
    assertFails(in(state, new Observation.DeadlinePassed()), "DeadlineExceeded");
    assertThat(((Move) in(state, new Observation.CancelAsked())).next())
        .as("a twin may have claimed it")
        .isInstanceOf(RollingBack.class);
  }

  private void copyingTheImage() {
    var state = new CopyingImage(PLAN);
    assertThat(in(state, new Observation.CopyAbsent())).isEqualTo(new Perform(Action.BEGIN_COPY));
    assertThat(in(state, new Observation.CopyBegun())).isEqualTo(new Perform(Action.COPY_SLICE));
    assertThat(in(state, new Observation.CopyUnfinished()))
        .isEqualTo(new Perform(Action.COPY_SLICE));
    var slice = (Pause) in(state, new Observation.SliceCopied(3, 10));
    assertThat(slice.after()).isZero();
    assertThat(slice.tell())
        .containsExactly(new EventData.Progressed(state.step(), 3, 10, "bytes"));
    var pending = new Observation.CopyPending(3, 10);
    assertWaits(in(state, pending), "CopyPending", Duration.ofMillis(46_667));
    var relayed = new CopyRoute(CopyEngine.RELAY, "CopySourceUnreachable", "It cannot be read.");
    assertWaits(
        in(state, new Observation.CopyRerouted(relayed)), "CopySourceUnreachable", Duration.ZERO);
    assertWaits(
        in(state, new Observation.CopyElsewhere()), "CopiedByAnotherJob", Duration.ofSeconds(10));
    assertThat(in(state, new Observation.CopyDone()))
        .isEqualTo(new Move(new WaitingGeneralized(PLAN)));
    assertThat(in(state, new Observation.SourceChanged()))
        .isEqualTo(new Move(new RollingBack(PLAN, new Validating(), false)));
    assertFails(in(state, new Observation.Trouble(LASTING)), "AuthorizationFailed");
    assertFails(in(state, new Observation.DeadlinePassed()), "DeadlineExceeded");
    assertThat(in(state, new Observation.CancelAsked()))
        .isEqualTo(
            new Move(
                new RollingBack(PLAN, new JobState.Cancelled(state.step(), List.of()), false)));
  }

  private void waitingForTheImage() {
    var state = new WaitingGeneralized(PLAN);
    assertThat(in(state, new Observation.VersionAbsent()))
        .isEqualTo(new Perform(Action.PUBLISH_VERSION));
    assertThat(in(state, new Observation.StagedVhdGone()))
        .isEqualTo(new Move(new CopyingImage(PLAN)));
    assertThat(in(state, new Observation.DefinitionAbsent()))
        .isEqualTo(new Perform(Action.CREATE_DEFINITION));
    assertWaits(
        in(state, new Observation.DefinitionAccepted()),
        "CreatingDefinition",
        Duration.ofSeconds(10));
    assertThat(in(state, new Observation.SourceChanged()))
        .as("a VHD that is used where it lies")
        .isEqualTo(new Move(new RollingBack(PLAN, new Validating(), false)));
    assertWaits(in(state, new Observation.VersionAccepted()), "Publishing", Duration.ofSeconds(10));
    assertWaits(
        in(state, new Observation.VersionPending(80)), "Replicating", Duration.ofSeconds(5));
    assertThat(in(state, new Observation.VersionReady()))
        .isEqualTo(new Move(new CreatingPool(PLAN)));
    assertWaits(
        in(state, new Observation.VersionGoing()),
        "ImageVersionBeingDeleted",
        Duration.ofSeconds(10));
    assertFails(in(state, new Observation.VersionFailed(LASTING)), "AuthorizationFailed");
    assertFails(in(state, new Observation.VersionForeign()), "ImageVersionExists");
    assertWaits(
        in(state, new Observation.Trouble(THROTTLED)), "TooManyRequests", Duration.ofSeconds(40));
    assertFails(in(state, new Observation.DeadlinePassed()), "DeadlineExceeded");
    assertThat(in(state, new Observation.CancelAsked())).isInstanceOf(Move.class);
  }

  private void capturingAMachine() {
    var state = new WaitingGeneralized(PLAN);
    Duration soon = Duration.ofSeconds(10);
    assertWaits(
        in(state, new Observation.SourceUnready("SourceNotDeallocated", "it runs")),
        "SourceNotDeallocated",
        soon);
    assertThat(in(state, new Observation.MachineRuns()))
        .isEqualTo(new Perform(Action.DEALLOCATE_MACHINE));
    assertWaits(in(state, new Observation.MachineStops()), "Deallocating", soon);
    assertThat(in(state, new Observation.MachineUnmarked()))
        .isEqualTo(new Perform(Action.GENERALIZE_MACHINE));
    assertWaits(in(state, new Observation.MachineMarked()), "Generalizing", soon);
    assertFails(in(state, new Observation.SourceGone()), "ImageSourceNotFound");
    assertThat(in(state, new Observation.ReplicaAbsent()))
        .isEqualTo(new Perform(Action.REPLICATE_VERSION));
    assertWaits(in(state, new Observation.ReplicaAccepted()), "Replicating", soon);
  }

  private void creatingThePool() {
    var state = new CreatingPool(PLAN);
    assertThat(in(state, new Observation.PoolAbsent())).isEqualTo(new Perform(Action.CREATE_POOL));
    assertWaits(
        in(state, new Observation.PoolAccepted()), "AllocatingNodes", Duration.ofSeconds(10));
    assertWaits(
        in(state, new Observation.PoolResizing(1, 2)), "AllocatingNodes", Duration.ofSeconds(20));
    var steady = (KeepingImage) ((Move) in(state, new Observation.PoolSteady())).next();
    assertThat(steady.outcome()).isInstanceOf(JobState.Succeeded.class);
    assertWaits(in(state, new Observation.PoolGoing()), "PoolBeingDeleted", Duration.ofSeconds(10));
    assertFails(in(state, new Observation.PoolForeign("job other")), "PoolExists");
    assertFails(in(state, new Observation.ResizeFailed(LASTING, true)), "AuthorizationFailed");
    assertThat(((Pause) in(state, new Observation.ResizeAsked(null))).as())
        .isEqualTo(new CreatingPool(PLAN));
    assertFails(in(state, new Observation.DeadlinePassed()), "DeadlineExceeded");
    assertThat(in(state, new Observation.CancelAsked())).isInstanceOf(Move.class);
    assertThat(in(state, new Observation.Trouble(PASSING))).isInstanceOf(Pause.class);
  }

  private void rollingBack() {
    var outcome = new JobState.Failed(STEP, LASTING, List.of());
    var first = new RollingBack(PLAN, outcome, false);
    var second = new RollingBack(PLAN, outcome, true);
    var leftovers = new Observation.Leftovers(List.of("pool"));
    assertThat(in(first, leftovers)).isEqualTo(new Perform(Action.DELETE_LEFTOVERS));
    assertThat(((Pause) in(first, leftovers, OnFailure.KEEP, 0)).as())
        .as("a twin may still make more that has to be told")
        .isEqualTo(second);
    assertThat(in(second, leftovers, OnFailure.KEEP, 0))
        .isEqualTo(new Move(new KeepingImage(PLAN, outcome.leaving(List.of("pool")))));
    assertThat(in(first, new Observation.ClaimHeld())).isEqualTo(new Perform(Action.RELEASE_IMAGE));
    assertWaits(
        in(first, new Observation.ImageGoing()), "ImageBeingDeleted", Duration.ofSeconds(10));
    assertThat(((Pause) in(first, new Observation.ImageReleased())).as()).isEqualTo(second);
    assertThat(in(second, new Observation.ImageReleased())).isEqualTo(new Move(outcome));
    assertWaits(
        in(first, new Observation.DeletionAccepted()), "RollingBack", Duration.ofSeconds(10));
    assertThat(((Pause) in(second, new Observation.DeletionAccepted())).as())
        .as("a twin may be late with the same deletion")
        .isEqualTo(first);
    Decision again = in(first, new Observation.NothingLeft());
    assertWaits(again, "SecondSweep", Duration.ofMinutes(2));
    assertThat(((Pause) again).as()).isEqualTo(second);
    assertThat(in(second, new Observation.NothingLeft())).isEqualTo(new Move(outcome));
    assertThat(in(first, new Observation.Trouble(PASSING), OnFailure.ROLL_BACK, 99))
        .as("a clean-up does not give up while there is hope")
        .isInstanceOf(Pause.class);
    var hopeless = (Move) in(first, new Observation.Trouble(LASTING), OnFailure.ROLL_BACK, 2);
    var remains = (JobState.Failed) ((KeepingImage) hopeless.next()).outcome();
    assertThat(remains.leftBehind()).hasSize(3);
  }

  private void startingOver() {
    var first = new RollingBack(PLAN, new Validating(), false);
    var second = new RollingBack(PLAN, new Validating(), true);
    assertThat(in(second, new Observation.Leftovers(List.of("blob")), OnFailure.KEEP, 0))
        .as("a copy of what is no more is kept for nobody")
        .isEqualTo(new Perform(Action.DELETE_LEFTOVERS));
    assertWaits(in(first, new Observation.NothingLeft()), "SourceChanged", Duration.ofMinutes(2));
    assertThat(in(second, new Observation.NothingLeft())).isEqualTo(new Move(new Validating()));
    assertThat(in(second, new Observation.CancelAsked()))
        .isEqualTo(
            new Move(
                new RollingBack(PLAN, new JobState.Cancelled(Step.COPY_IMAGE, List.of()), false)));
    assertFails(in(second, new Observation.DeadlinePassed()), "DeadlineExceeded");
    assertFails(
        in(second, new Observation.Trouble(LASTING), OnFailure.ROLL_BACK, 2),
        "AuthorizationFailed");
  }

  private void keepingTheImage() {
    var outcome = new JobState.Failed(STEP, LASTING, List.of("pool"));
    var state = new KeepingImage(PLAN, outcome);
    assertThat(in(state, new Observation.ClaimHeld())).isEqualTo(new Perform(Action.KEEP_IMAGE));
    assertThat(in(state, new Observation.ImageKept())).isEqualTo(new Move(outcome));
    assertThat(in(state, new Observation.Trouble(LASTING), OnFailure.ROLL_BACK, 99))
        .as("its end is decided, and is not lost for want of an answer")
        .isInstanceOf(Pause.class);
  }

  @Test
  void aStagedCopyGoesWhenNobodyStalledCanBeginItAnew() {
    Job copied =
        Jobs.accepted("job")
            .movedTo(new CopyingImage(PLAN), Jobs.NOON)
            .movedTo(new WaitingGeneralized(PLAN), Jobs.NOON.plusSeconds(10))
            .movedTo(new CreatingPool(PLAN), Jobs.NOON.plusSeconds(50));
    JobState keeping = ((Move) decided(copied, new Observation.PoolSteady(), 60)).next();
    Job kept = copied.movedTo(keeping, Jobs.NOON.plusSeconds(60));
    var wait = (Pause) decided(kept, new Observation.ClaimHeld(), 60);
    assertThat(wait.after()).as("two minutes after the copy").isEqualTo(Duration.ofSeconds(70));
    assertThat(decided(kept, new Observation.ClaimHeld(), 130))
        .isEqualTo(new Perform(Action.KEEP_IMAGE));
  }

  @Test
  void whoFindsTheVersionPublishedHasNoCopyToKeep() {
    Job copying = Jobs.accepted(Jobs.keepingItsCopy("job"));
    Job found = copying.movedTo(new WaitingGeneralized(PLAN), Jobs.NOON);
    Job copied =
        copying
            .movedTo(new CopyingImage(PLAN), Jobs.NOON)
            .movedTo(new WaitingGeneralized(PLAN), Jobs.NOON);
    assertThat(success(found).event().stagedVhd()).isNull();
    assertThat(success(copied).event().stagedVhd()).isEqualTo(PLAN_STAGED);
  }

  private static JobState.Succeeded success(Job job) {
    Job creating = job.movedTo(new CreatingPool(PLAN), Jobs.NOON);
    var keeping = (KeepingImage) ((Move) decided(creating, new Observation.PoolSteady(), 9)).next();
    return (JobState.Succeeded) keeping.outcome();
  }

  private static Decision decided(Job job, Observation seen, int secondsAfterNoon) {
    return TABLE.decide(
        seen, new Moment(job, Jobs.NOON.plusSeconds(secondsAfterNoon), 0, POLICIES));
  }

  @Test
  void theSecondSweepComesNoSoonerWhateverWakesTheJob() {
    var outcome = new JobState.Failed(STEP, LASTING, List.of());
    var second = new RollingBack(PLAN, outcome, true);
    var sweptAgain = (Pause) decidedEarly(second, new Observation.NothingLeft());
    assertThat(sweptAgain.after()).isEqualTo(Duration.ofSeconds(80));
    assertThat(sweptAgain.as()).isEqualTo(second);
    assertThat(((Pause) decidedEarly(second, new Observation.Trouble(PASSING))).as())
        .as("the time is lost with the pause that an error asks for")
        .isEqualTo(new RollingBack(PLAN, outcome, false));
  }

  /** Decides 80 seconds before the time that the job asked for. */
  private static Decision decidedEarly(JobState state, Observation seen) {
    Job job =
        Jobs.accepted("job")
            .movedTo(state, Jobs.NOON)
            .resting(Pause.of(Duration.ofMinutes(2)), Jobs.NOON);
    return TABLE.decide(seen, new Moment(job, Jobs.NOON.plusSeconds(40), 0, POLICIES));
  }

  @Test
  void aPassingFailureUsesAttemptsAndThenEndsTheJob() {
    var state = new WaitingGeneralized(PLAN);
    var trouble = new Observation.Trouble(PASSING);
    var first = (Pause) in(state, trouble, OnFailure.ROLL_BACK, 0);
    var second = (Pause) in(state, trouble, OnFailure.ROLL_BACK, 1);
    assertThat(first.attemptUsed()).isTrue();
    assertThat(second.after()).isEqualTo(first.after().multipliedBy(2));
    assertFails(in(state, trouble, OnFailure.ROLL_BACK, 2), "InternalError");
  }

  @Test
  void aDeferredFailureUsesTimeButNoAttempt() {
    var pause =
        (Pause)
            in(
                new WaitingGeneralized(PLAN),
                new Observation.Trouble(THROTTLED),
                OnFailure.ROLL_BACK,
                2);
    assertThat(pause.attemptUsed()).isFalse();
    assertThat(pause.after()).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aFailedResizeIsWaitedForAndThenAskedForAgain() {
    var passing = new Observation.ResizeFailed(PASSING, true);
    var waited = (Pause) in(new CreatingPool(PLAN), passing);
    assertThat(waited.as()).isEqualTo(new CreatingPool(PLAN, 1, true, null));
    assertThat(in(new CreatingPool(PLAN, 1, true, null), passing))
        .isEqualTo(new Perform(Action.RETRY_RESIZE));
    assertFails(in(new CreatingPool(PLAN, 2, false, null), passing), "InternalError");
  }

  @Test
  void aQuotaThatIsReachedIsWaitedForWithoutEnd() {
    var quota =
        new Observation.ResizeFailed(
            Failure.deferred("AccountCoreQuotaReached", "full", null), true);
    Decision decision = in(new CreatingPool(PLAN, 2, false, null), quota);
    assertWaits(decision, "AccountCoreQuotaReached", Duration.ofMinutes(5));
    assertThat(((Pause) decision).as()).isEqualTo(new CreatingPool(PLAN, 2, true, null));
  }

  @Test
  void aRequestsFallbacksAreTriedInTheirOrderAndTheLastOneIsWaitedFor() {
    var full = new Observation.ResizeFailed(PASSING, true);
    var first = (Pause) in(new CreatingPool(PLAN), full, Jobs.withFallbacks("job"));
    var second = new CreatingPool(PLAN, 0, false, new CreatingPool.Attempt(1, null));
    assertThat(first.as()).isEqualTo(new RollingBack(PLAN, second, false));
    assertThat(first.tell()).singleElement().isInstanceOf(EventData.Waiting.class);

    var gone = new RollingBack(PLAN, second, true);
    assertThat(in(gone, new Observation.NothingLeft(), Jobs.withFallbacks("job")))
        .isEqualTo(new Move(second));
    var last = (Pause) in(second, full, Jobs.withFallbacks("job"));
    assertThat(last.as()).isEqualTo(new CreatingPool(PLAN, 1, true, second.attempt()));
    assertFails(
        in(
            new CreatingPool(PLAN),
            new Observation.ResizeFailed(LASTING, false),
            Jobs.withFallbacks("job")),
        "AuthorizationFailed");
  }

  private static Decision in(JobState state, Observation seen, ProvisionRequest request) {
    Job job = Jobs.accepted(request).movedTo(state, Jobs.NOON);
    return decided(job, seen, 40);
  }

  @Test
  void whatBatchStillShowsOfTheResizeBeforeIsStale() {
    var asked = new Observation.ResizeAsked(Jobs.NOON);
    JobState again = ((Pause) in(new CreatingPool(PLAN, 1, true, null), asked)).as();
    assertThat(again)
        .isInstanceOfSatisfying(
            CreatingPool.class,
            pool -> {
              assertThat(pool.isStale(Jobs.NOON)).isTrue();
              assertThat(pool.isStale(Jobs.NOON.plusSeconds(1))).isFalse();
              assertThat(pool.isStale(null)).isFalse();
            });
  }

  @Test
  void aDoubleRowOrOneOutOfAFinalStateIsRefused() {
    var table =
        new TransitionTable()
            .row(
                Validating.class,
                Observation.CancelAsked.class,
                (s, o, m) -> new Move(new Validating()));
    assertThatThrownBy(
            () ->
                table.row(
                    Validating.class,
                    Observation.CancelAsked.class,
                    (s, o, m) -> new Move(new Validating())))
        .hasMessageContaining("two rows");
    assertThatThrownBy(
            () ->
                table.row(
                    JobState.Rejected.class,
                    Observation.CancelAsked.class,
                    (s, o, m) -> new Move(new Validating())))
        .hasMessageContaining("final");
  }
}
