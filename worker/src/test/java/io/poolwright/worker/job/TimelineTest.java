package io.poolwright.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final JobState COPYING = new JobState.CopyingImage(Jobs.plan());
  private final Job job = Jobs.accepted("job").movedTo(COPYING, at(1));

  private static Instant at(int seconds) {
    return Jobs.NOON.plusSeconds(seconds);
  }

  private static EventData waiting(String code, int until) {
    return new EventData.Waiting(Step.COPY_IMAGE, code, "because", at(until));
  }

  private static EventData copied(long done) {
    return new EventData.Progressed(Step.COPY_IMAGE, done, 100, "bytes");
  }

  private static Job rested(Job job, EventData news, boolean attemptUsed, int seconds) {
    var pause = new Decision.Pause(Duration.ofSeconds(1), List.of(news), attemptUsed, null);
    return job.resting(pause, at(seconds));
  }

  private static List<Timeline.Entry> entries(Job job) {
    return job.timeline().entries();
  }

  private static Timeline.Entry last(Job job) {
    return entries(job).get(entries(job).size() - 1);
  }

  @Test
  void everyEventThatIsToldStandsInItUnderItsOwnNumber() {
    Job done = rested(job, waiting("Busy", 3), false, 2);
    assertThat(
            entries(done).stream()
                .map(e -> new JobEvent(job.id(), e.sequence(), e.time(), e.data())))
        .isEqualTo(done.outbox().unpublished())
        .hasSize(4);
  }

  @Test
  void aWaitThatRepeatsIsOneEntryThatCounts() {
    Job waited = rested(rested(job, waiting("Busy", 3), false, 2), waiting("Busy", 9), false, 8);
    assertThat(last(waited)).isEqualTo(new Timeline.Entry(4, at(2), waiting("Busy", 9), 2, 0));
  }

  @Test
  void failedAttemptsAreCounted() {
    Job failing = rested(job, waiting("ServerBusy", 3), true, 2);
    failing = rested(failing, waiting("ServerBusy", 5), true, 4);
    failing = rested(failing, waiting("ServerBusy", 7), false, 6);
    assertThat(last(failing).times()).isEqualTo(3);
    assertThat(last(failing).attempts()).isEqualTo(2);
  }

  @Test
  void ofTheProgressOfAStepOnlyTheLatestStays() {
    Job copying = rested(rested(job, copied(10), false, 2), copied(60), false, 3);
    Job unchanged = rested(copying, copied(60), false, 4);
    assertThat(entries(unchanged)).hasSize(4);
    assertThat(last(unchanged)).isEqualTo(new Timeline.Entry(5, at(3), copied(60), 1, 0));
  }

  @Test
  void theOldestWaitsMakeRoomForWhatIsNew() {
    Job waiting = job;
    for (int i = 0; i < 3 * Timeline.MOST; i++) {
      waiting = rested(waiting, waiting("Reason" + i, i), false, i);
    }
    assertThat(entries(waiting)).hasSize(Timeline.MOST);
    assertThat(waiting.timeline().omitted()).isEqualTo(2 * Timeline.MOST + 3);
    assertThat(entries(waiting).subList(0, 3))
        .extracting(Timeline.Entry::data)
        .doesNotHaveAnyElementsOfTypes(EventData.Waiting.class);
    assertThat(last(waiting).data()).isEqualTo(waiting("Reason299", 299));
  }

  @Test
  void stepsMakeRoomIfThereAreNoWaits() {
    Job circling = job;
    for (int i = 0; i < Timeline.MOST; i++) {
      circling = circling.movedTo(new JobState.Validating(), at(i)).movedTo(COPYING, at(i));
    }
    assertThat(entries(circling)).hasSize(Timeline.MOST);
    assertThat(entries(circling).get(0).data()).isInstanceOf(EventData.Accepted.class);
  }

  @Test
  void theCorrectedRequestBeginsItsOwnAfterTheNumbersOfTheRejectedOne() {
    var problem = new Problem("/pool/id", "wrong", "mend it");
    Job rejected = Jobs.accepted("job").movedTo(new JobState.Rejected(List.of(problem)), at(1));
    Job corrected = rejected.supersededBy(Jobs.accepted("job"));
    assertThat(entries(corrected)).extracting(Timeline.Entry::sequence).containsExactly(4L, 5L);
    assertThat(corrected.outbox().unpublished())
        .extracting(JobEvent::sequence)
        .as("what the rejected one has not told yet is told first")
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }
}
