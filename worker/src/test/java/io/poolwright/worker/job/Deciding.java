package io.poolwright.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.OnFailure;
import io.poolwright.worker.job.Decision.Move;
import io.poolwright.worker.job.Decision.Pause;
import io.poolwright.worker.job.JobState.RollingBack;
import java.time.Duration;
import java.util.List;

/** Decides by the production table, 40 seconds after noon unless it is said otherwise. */
final class Deciding {
  static final TransitionTable TABLE = Transitions.table();
  static final ImagePlan.OfVhd PLAN = Jobs.plan();
  static final Policies POLICIES =
      new Policies(
          new Backoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(5), 3),
          new Polling(Duration.ofSeconds(1), Duration.ofSeconds(60)),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5));
  static final Failure PASSING = Failure.passing("InternalError", "try again");
  static final Failure LASTING = Failure.lasting("AuthorizationFailed", "no right");
  static final Failure THROTTLED =
      Failure.deferred("TooManyRequests", "slow down", Duration.ofSeconds(40));

  private Deciding() {}

  static Decision decided(Job job, Observation seen, int secondsAfterNoon) {
    return TABLE.decide(
        seen, new Moment(job, Jobs.NOON.plusSeconds(secondsAfterNoon), 0, POLICIES));
  }

  static Decision in(JobState state, Observation seen) {
    return in(state, seen, OnFailure.ROLL_BACK, 0);
  }

  /** After so many failed attempts. */
  static Decision in(JobState state, Observation seen, OnFailure onFailure, int attempts) {
    Job job = Jobs.accepted(Jobs.request("job", onFailure)).movedTo(state, Jobs.NOON);
    for (int i = 0; i < attempts; i++) {
      job = job.resting(new Pause(Duration.ZERO, List.of(), true, null), Jobs.NOON);
    }
    return decided(job, seen, 40);
  }

  static void assertFails(Decision decision, String code) {
    assertThat(decision).isInstanceOf(Move.class);
    assertThat(((Move) decision).next()).isInstanceOf(RollingBack.class);
    var outcome = (JobState.Failed) ((RollingBack) ((Move) decision).next()).outcome();
    assertThat(outcome.cause().code()).isEqualTo(code);
  }

  static void assertWaits(Decision decision, String code, Duration after) {
    assertThat(decision).isInstanceOf(Pause.class);
    var pause = (Pause) decision;
    assertThat(pause.after()).isEqualTo(after);
    assertThat(pause.tell().get(0)).isInstanceOf(EventData.Waiting.class);
    var waiting = (EventData.Waiting) pause.tell().get(0);
    assertThat(waiting.code()).isEqualTo(code);
    assertThat(waiting.until()).isEqualTo(Jobs.NOON.plusSeconds(40).plus(after));
  }
}
