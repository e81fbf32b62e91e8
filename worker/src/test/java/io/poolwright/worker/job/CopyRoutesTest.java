package io.poolwright.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import io.poolwright.worker.job.Decision.Pause;
import io.poolwright.worker.job.Decision.Perform;
import io.poolwright.worker.job.JobState.CopyingImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a job makes of a copy that stands still, or goes on by another engine. */
class CopyRoutesTest {
  private static final TransitionTable TABLE = Transitions.table();
  private static final Duration STALLED_AFTER = Duration.ofMinutes(5);
  private static final Policies POLICIES =
      new Policies(
          new Backoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(5), 3),
          new Polling(Duration.ofSeconds(1), Duration.ofSeconds(60)),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          STALLED_AFTER);
  private static final Instant FIRST = Jobs.NOON;
  private static final Instant LATE = FIRST.plus(STALLED_AFTER);
  private static final CopyingImage BEGUN = new CopyingImage(Jobs.plan());
  private static final CopyingImage STANDING = BEGUN.at(new CopyPulse(3, FIRST));

  @Test
  void itIsRememberedSinceWhenACopyHasNotMoved() {
    assertThat(restsIn(BEGUN, new Observation.SliceCopied(3, 10), FIRST)).isEqualTo(STANDING);
    assertThat(restsIn(STANDING, new Observation.SliceCopied(3, 10), LATE.minusMillis(1)))
        .as("a slice without a byte changes nothing")
        .isIn(STANDING, null);
    assertThat(restsIn(STANDING, new Observation.SliceCopied(4, 10), LATE))
        .isEqualTo(BEGUN.at(new CopyPulse(4, LATE)));
    assertThat(restsIn(STANDING, new Observation.SliceCopied(0, 10), LATE))
        .as("somebody began it anew, and it starts from there")
        .isEqualTo(BEGUN.at(new CopyPulse(0, LATE)));
  }

  @Test
  void aCopyThatHasNotMovedForTooLongIsBegunAnewWhoeverCopies() {
    for (Observation seen :
        List.of(new Observation.SliceCopied(3, 10), new Observation.CopyPending(3, 10))) {
      assertThat(decide(STANDING, seen, LATE)).isEqualTo(new Perform(Action.RESTART_COPY));
    }
  }

  @Test
  void anotherEngineIsGivenAsMuchTimeAsTheFirst() {
    CopyRoute relay = route(CopyEngine.RELAY, "CopyStalled");
    assertThat(restsIn(STANDING, new Observation.CopyRerouted(relay), LATE))
        .isEqualTo(new CopyingImage(Jobs.plan(), relay, null));
  }

  @Test
  void theReasonIsInTheTimelineOnceAndAgainOnlyForAnotherEngine() {
    Job job = Jobs.accepted("job").movedTo(BEGUN, FIRST);
    int before = job.timeline().entries().size();
    job = after(job, new Observation.CopyRerouted(route(CopyEngine.COPY_BLOB, "Refused")));
    for (int slice = 1; slice < 9; slice++) {
      job = after(job, new Observation.CopyPending(slice, 10));
    }
    job = after(job, new Observation.CopyRerouted(route(CopyEngine.RELAY, "CopyStalled")));
    for (int slice = 1; slice < 9; slice++) {
      job = after(job, new Observation.SliceCopied(slice, 10));
    }

    List<Timeline.Entry> all = job.timeline().entries();
    assertThat(all.subList(before, all.size()))
        .extracting(entry -> told(entry.data()))
        .containsExactly(
            "It said so. The copy goes on by Copy Blob.",
            "Storage copies the VHD by itself.",
            "It said so. The copy goes on by relaying through the worker.",
            "8 of 10");
  }

  private static String told(EventData data) {
    return data instanceof EventData.Progressed progress
        ? progress.done() + " of " + progress.total()
        : ((EventData.Waiting) data).reason();
  }

  private static CopyRoute route(CopyEngine engine, String code) {
    return CopyRoute.instead(engine, code, "It said so");
  }

  private static Job after(Job job, Observation seen) {
    return job.resting((Pause) decide(job, seen, FIRST), FIRST);
  }

  /** The state to rest in, or null for the one that it is in. */
  private static @Nullable JobState restsIn(CopyingImage state, Observation seen, Instant now) {
    return ((Pause) decide(state, seen, now)).as();
  }

  private static Decision decide(CopyingImage state, Observation seen, Instant now) {
    return decide(Jobs.accepted("job").movedTo(state, FIRST), seen, now);
  }

  private static Decision decide(Job job, Observation seen, Instant now) {
    return TABLE.decide(seen, new Moment(job, now, 0, POLICIES));
  }
}
