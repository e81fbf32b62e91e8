package io.poolwright.worker.job;

import static io.poolwright.worker.job.Deciding.LASTING;
import static io.poolwright.worker.job.Deciding.PASSING;
import static io.poolwright.worker.job.Deciding.PLAN;
import static io.poolwright.worker.job.Deciding.THROTTLED;
import static io.poolwright.worker.job.Deciding.assertFails;
import static io.poolwright.worker.job.Deciding.assertWaits;
import static io.poolwright.worker.job.Deciding.decided;
import static io.poolwright.worker.job.Deciding.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.Step;
import io.poolwright.worker.job.Decision.Move;
import io.poolwright.worker.job.Decision.Pause;
import io.poolwright.worker.job.Decision.Perform;
import io.poolwright.worker.job.JobState.CopyingImage;
import io.poolwright.worker.job.JobState.CreatingPool;
import io.poolwright.worker.job.JobState.KeepingImage;
import io.poolwright.worker.job.JobState.RollingBack;
import io.poolwright.worker.job.JobState.WaitingGeneralized;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a decision rests on besides the state and what is seen there. */
class DecisionsTest {
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
    assertThat(success(copied).event().stagedVhd()).isEqualTo(PLAN.staged().url().toString());
  }

  private static JobState.Succeeded success(Job job) {
    Job creating = job.movedTo(new CreatingPool(PLAN), Jobs.NOON);
    var keeping = (KeepingImage) ((Move) decided(creating, new Observation.PoolSteady(), 9)).next();
    return (JobState.Succeeded) keeping.outcome();
  }

  @Test
  void theSecondSweepComesNoSoonerWhateverWakesTheJob() {
    var outcome = new JobState.Failed(Step.CREATE_POOL, LASTING, List.of());
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
    return decided(job, seen, 40);
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
    var first = (Pause) fallingBack(new CreatingPool(PLAN), full);
    var second = new CreatingPool(PLAN, 0, false, new CreatingPool.Attempt(1, null));
    assertThat(first.as()).isEqualTo(new RollingBack(PLAN, second, false));
    assertThat(first.tell()).singleElement().isInstanceOf(EventData.Waiting.class);

    var gone = new RollingBack(PLAN, second, true);
    assertThat(fallingBack(gone, new Observation.NothingLeft())).isEqualTo(new Move(second));
    var last = (Pause) fallingBack(second, full);
    assertThat(last.as()).isEqualTo(new CreatingPool(PLAN, 1, true, second.attempt()));
    assertFails(
        fallingBack(new CreatingPool(PLAN), new Observation.ResizeFailed(LASTING, false)),
        "AuthorizationFailed");
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

  private static Decision fallingBack(JobState state, Observation seen) {
    return decided(Jobs.accepted(Jobs.withFallbacks("job")).movedTo(state, Jobs.NOON), seen, 40);
  }
}
