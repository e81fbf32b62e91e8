package io.poolwright.worker.job;

import static io.poolwright.worker.job.Deciding.LASTING;
import static io.poolwright.worker.job.Deciding.PASSING;
import static io.poolwright.worker.job.Deciding.PLAN;
import static io.poolwright.worker.job.Deciding.TABLE;
import static io.poolwright.worker.job.Deciding.THROTTLED;
import static io.poolwright.worker.job.Deciding.assertFails;
import static io.poolwright.worker.job.Deciding.assertWaits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.Problem;
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
  private static final Step STEP = Step.CREATE_POOL;

  private final Set<TransitionTable.Key> visited = new LinkedHashSet<>();

  private Decision in(JobState state, Observation seen) {
    return in(state, seen, OnFailure.ROLL_BACK, 0);
  }

  private Decision in(JobState state, Observation seen, OnFailure onFailure, int attempts) {
    visited.add(new TransitionTable.Key(state.getClass(), seen.getClass()));
    return Deciding.in(state, seen, onFailure, attempts);
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
