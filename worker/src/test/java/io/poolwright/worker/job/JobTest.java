package io.poolwright.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Step;
import io.poolwright.worker.job.Decision.Pause;
import io.poolwright.worker.job.JobState.CopyingImage;
import io.poolwright.worker.job.JobState.WaitingGeneralized;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobTest {
  @Test
  void noWaitPutsTheNextLookBeyondTheDeadline() {
    Job job = Jobs.accepted("job");
    Instant deadline = job.admission().deadline();
    Job resting = job.resting(Pause.of(Duration.ofDays(2)), Jobs.NOON);
    assertThat(resting.course().wakeAt()).isEqualTo(deadline);
  }

  @Test
  void theSasIsWipedWhenTheCopyIsOver() {
    Job copying = Jobs.accepted("job").movedTo(new CopyingImage(Jobs.plan()), Jobs.NOON);
    Job waiting = copying.movedTo(new WaitingGeneralized(Jobs.plan()), Jobs.NOON);
    assertThat(copying.request().image().source()).hasFieldOrProperty("sas").isNotNull();
    assertThat(waiting.request()).isEqualTo(Job.withoutSas(copying.request()));
  }

  @Test
  void aWaitIsToldOnceAndProgressWheneverThereIsSome() {
    var wait = new EventData.Waiting(Step.CREATE_POOL, "Replicating", "slow", Jobs.NOON);
    var half = new EventData.Progressed(Step.CREATE_POOL, 50, 100, "percent");
    Job job = Jobs.accepted("job").published();
    for (int i = 0; i < 3; i++) {
      job = job.resting(Pause.of(Duration.ZERO, wait, half), Jobs.NOON);
    }
    assertThat(job.outbox().unpublished()).extracting("data").containsExactly(wait, half);
  }
}
