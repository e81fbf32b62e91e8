package io.poolwright.worker.job;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.PoolFallback;
import io.poolwright.contracts.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a decision may depend on besides state and observation.
 *
 * @param jitter chance, in [0, 1)
 */
public record Moment(Job job, Instant now, double jitter, Policies policies) {

  Decision.Pause poll(String code, String reason) {
    return waiting(policies.polling().after(elapsed()), code, reason);
  }

  /** Waits by estimated time of arrival, and tells how far it is. */
  Decision.Pause poll(String code, String reason, EventData.Progressed progress) {
    double done = progress.total() == 0 ? 0 : (double) progress.done() / progress.total();
    Duration after = policies.polling().after(elapsed(), done);
    return Decision.Pause.of(after, told(after, code, reason), progress);
  }

  Decision.Pause waiting(Duration after, String code, String reason) {
    return Decision.Pause.of(after, told(after, code, reason));
  }

  /** What a failure leads to: another attempt later, a wait, or the end. */
  Decision after(Failure failure) {
    int attempt = job.course().attempts() + 1;
    if (failure.kind() == Failure.Kind.PERMANENT) {
      return end(failure);
    }
    if (failure.kind() == Failure.Kind.TRANSIENT && attempt >= policies.backoff().maxAttempts()) {
      return end(failure);
    }
    return pauseFor(failure);
  }

  /** The pause that a failure asks for, even if it should have been the last. */
  Decision.Pause pauseFor(Failure failure) {
    int attempts = job.course().attempts();
    Duration own = policies.backoff().delay(attempts + 1, jitter);
    Duration asked = failure.retryAfter();
    Duration after = asked == null || asked.compareTo(own) < 0 ? own : spread(asked);
    boolean used = failure.kind() != Failure.Kind.DEFERRED;
    var pause = waiting(after, failure.code(), failure.detail());
    return new Decision.Pause(pause.after(), pause.tell(), used, null);
  }

  /** The job fails: at once if it has created nothing yet, else by way of a clean-up. */
  Decision end(Failure cause) {
    return leave(new JobState.Failed(job.state().step(), cause, List.of()));
  }

  Decision leave(JobState.Final outcome) {
    ImagePlan plan = job.state().plan();
    return new Decision.Move(
        plan == null ? outcome : new JobState.RollingBack(plan, outcome, false));
  }

  /** Everything that the job may have created, when nobody can tell what is left of it. */
  List<String> mayRemain(ImagePlan plan) {
    return Stream.concat(Stream.of(job.request().pool().id().toString()), plan.made().stream())
        .toList();
  }

  /** Nothing is left: the job is over if this was the second sweep. */
  Decision swept(JobState.RollingBack state) {
    return isSecondSweep(state) ? new Decision.Move(state.outcome()) : sweepAgain(state);
  }

  /** What is left shall stay: the job says so if this was the second sweep. */
  Decision left(JobState.RollingBack state, JobState.Final outcome, List<String> names) {
    return isSecondSweep(state)
        ? new Decision.Move(new JobState.KeepingImage(state.plan(), outcome.leaving(names)))
        : sweepAgain(state);
  }

  private boolean isSecondSweep(JobState.RollingBack state) {
    return state.lastSweep() && !isEarly();
  }

  /**
   * Once more, after longer than a stalled twin can come back with what was just seen to be gone,
   * and no sooner, whatever woke the job.
   */
  private Decision sweepAgain(JobState.RollingBack state) {
    Duration after =
        state.lastSweep()
            ? Duration.between(now, job.course().wakeAt())
            : policies.secondSweepAfter();
    return sweepingAgain(after, state.outcome())
        .in(new JobState.RollingBack(state.plan(), state.outcome(), true));
  }

  JobState.Succeeded success(ImagePlan plan) {
    boolean copied = job.timeline().lastStartOf(Step.COPY_IMAGE).isPresent();
    return new JobState.Succeeded(job.request(), plan, copied);
  }

  /** How long a worker may still be stalled that was to begin the copy; zero or less if none is. */
  Duration untilCopyIsSettled() {
    Instant copied =
        job.timeline().lastStartOf(Step.WAIT_GENERALIZED).orElse(job.course().stepSince());
    return Duration.between(now, copied.plus(policies.secondSweepAfter()));
  }

  private Decision.Pause sweepingAgain(Duration after, JobState.AfterRollBack outcome) {
    if (outcome instanceof JobState.CreatingPool next) {
      String nodes = fallback(next.choice()).map(PoolFallback::toString).orElse("nodes");
      return waiting(
          after, "FallingBack", "The pool is gone, and is made anew with " + nodes + ".");
    }
    return outcome instanceof JobState.Validating
        ? waiting(
            after,
            "SourceChanged",
            "The source was changed while it was copied; the job starts over.")
        : waiting(after, "SecondSweep", "A second look shows what a stalled worker may have left.");
  }

  /** The request's fallback of this number, from 1. */
  Optional<PoolFallback> fallback(int choice) {
    return job.request().pool().fallbacks().stream().skip(choice - 1L).findFirst();
  }

  /** Whether something woke the job before the time that it had asked for. */
  boolean isEarly() {
    return now.isBefore(job.course().wakeAt());
  }

  Step step() {
    return job.state().step();
  }

  private Duration elapsed() {
    return Duration.between(job.course().stepSince(), now);
  }

  /** A little later than asked for, so that those who were told the same do not come together. */
  private Duration spread(Duration asked) {
    return asked.plusMillis(Math.round(asked.toMillis() * jitter / 4));
  }

  private EventData told(Duration after, String code, String reason) {
    return new EventData.Waiting(step(), code, reason, now.plus(after));
  }
}
