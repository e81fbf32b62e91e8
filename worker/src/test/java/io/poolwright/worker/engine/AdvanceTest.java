package io.poolwright.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Backoff;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Jobs;
import io.poolwright.worker.job.Observation;
import io.poolwright.worker.job.Policies;
import io.poolwright.worker.job.Polling;
import io.poolwright.worker.job.Transitions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvanceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Instant NOW = Jobs.NOON.plus(SECOND);

  private final List<Action> acts = new ArrayList<>();
  private final Advance advance =
      new Advance(
          new FittingWorld(),
          Transitions.table(),
          new Policies(
              new Backoff(SECOND, 2, SECOND, 3), new Polling(SECOND, SECOND), SECOND, SECOND),
          new Pace(SECOND, SECOND, SECOND),
          Clock.fixed(NOW, ZoneOffset.UTC),
          () -> 0);

  /** A world in which every request fits and nothing is there yet. */
  private final class FittingWorld implements World {
    @Override
    public Observation look(Job job) {
      return job.state() instanceof JobState.Validating
          ? new Observation.RequestFits(Jobs.plan())
          : new Observation.CopyAbsent();
    }

    @Override
    public Observation act(Job job, Action action, Instant until) {
      acts.add(action);
      return action == Action.BEGIN_COPY
          ? new Observation.CopyBegun()
          : new Observation.SliceCopied(1, 2);
    }
  }

  private static Delivery lockedUntil(Instant end) {
    return new Delivery() {
      @Override
      public byte[] body() {
        return new byte[0];
      }

      @Override
      public long deliveryCount() {
        return 0;
      }

      @Override
      public Instant lockedUntil() {
        return end;
      }
    };
  }

  @Test
  void aJobThatNoDocumentHoldsIsOnlyLookedAt() {
    Job next = advance.unstored(Jobs.accepted("job"));
    assertThat(next.state()).isInstanceOf(JobState.CopyingImage.class);
    assertThat(next.course().wakeAt()).isEqualTo(NOW);
    assertThat(acts).isEmpty();
  }

  @Test
  void whatWasJustPlannedIsStoredBeforeAnythingIsDoneOfIt() {
    Job next = advance.stored(Jobs.accepted("job"), lockedUntil(NOW.plusSeconds(60)));
    assertThat(next.state()).isInstanceOf(JobState.CopyingImage.class);
    assertThat(acts).isEmpty();
  }

  @Test
  void aStoredPlanIsActedOn() {
    Job copying = advance.unstored(Jobs.accepted("job"));
    advance.stored(copying, lockedUntil(NOW.plusSeconds(60)));
    assertThat(acts).containsExactly(Action.BEGIN_COPY, Action.COPY_SLICE);
  }

  @Test
  void noWriteIsBegunThatTheLockMayNotOutlast() {
    Job copying = advance.unstored(Jobs.accepted("job"));
    assertThatThrownBy(() -> advance.stored(copying, lockedUntil(NOW.plus(SECOND))))
        .isInstanceOf(LockTooShort.class);
    assertThat(acts).isEmpty();
  }
}
