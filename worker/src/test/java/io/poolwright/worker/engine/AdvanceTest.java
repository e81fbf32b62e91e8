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
              new Backoff(SECOND, 2, SECOND, 3),
              new Polling(SECOND, SECOND),
              SECOND,
              SECOND,
              SECOND),
          new Pace(SECOND, SECOND, SECOND),
          Clock.fixed(NOW, ZoneOffset.UTC),
          () -> 0);

  /** A world in which every request fits and nothing is there yet. */
  private final class FittingWorld implements World {
    @Override
    public Observation look(Job job) {
      if (job.state() instanceof JobState.Validating) {
        return new Observation.RequestFits(Jobs.plan());
      }
      return job.state() instanceof JobState.ClaimingImage
          ? new Observation.ImageUnclaimed()
          : new Observation.CopyAbsent();
    }

    @Override
    public Observation act(Job job, Action action, Hold hold) {
      acts.add(action);
      return switch (action) {
        case CLAIM_IMAGE -> new Observation.ImageClaimed();
        case BEGIN_COPY -> new Observation.CopyBegun();
        default -> new Observation.SliceCopied(1, 2);
      };
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
    assertThat(next.state()).isInstanceOf(JobState.ClaimingImage.class);
    assertThat(next.course().wakeAt()).isEqualTo(NOW);
    assertThat(acts).isEmpty();
  }

  @Test
  void whatWasJustPlannedIsStoredBeforeAnythingIsDoneOfIt() {
    Advance.Reached reached =
        advance.stored(Jobs.accepted("job"), lockedUntil(NOW.plusSeconds(60)));
    assertThat(reached.hasMore()).as("it goes on once it is stored").isTrue();
    assertThat(reached.job().state()).isInstanceOf(JobState.ClaimingImage.class);
    assertThat(acts).isEmpty();
  }

  @Test
  void aStoredPlanIsActedOn() {
    Job planned = advance.unstored(Jobs.accepted("job"));
    advance.stored(planned, lockedUntil(NOW.plusSeconds(60)));
    assertThat(acts).containsExactly(Action.CLAIM_IMAGE, Action.BEGIN_COPY, Action.COPY_SLICE);
  }

  @Test
  void noWriteIsBegunThatTheLockMayNotOutlast() {
    Job planned = advance.unstored(Jobs.accepted("job"));
    assertThatThrownBy(() -> advance.stored(planned, lockedUntil(NOW.plus(SECOND))))
        .isInstanceOf(LockTooShort.class);
    assertThat(acts).isEmpty();
  }
}
