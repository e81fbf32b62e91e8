package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.engine.Fingerprint;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Jobs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownTest {
  private static final ProvisionRequest REQUEST = Jobs.request("job", OnFailure.ROLL_BACK);
  private static final ProvisionRequest OTHER = Jobs.request("job", OnFailure.KEEP);
  private static final Job JOB =
      Job.accepted(
          REQUEST,
          new Job.Admission(Fingerprint.of(REQUEST), Jobs.NOON, Jobs.NOON.plusSeconds(60)));

  @Test
  void aFreshIdIsNew() {
    assertThat(Known.of(REQUEST, Optional.empty())).isEqualTo(new Known.New(0));
  }

  @Test
  void theSameRequestAgainIsTheSameJobAlsoWithoutItsSas() {
    assertThat(Known.of(REQUEST, Optional.of(JOB))).isEqualTo(new Known.Same("validating"));
    assertThat(Known.of(Job.withoutSas(REQUEST), Optional.of(JOB)))
        .isEqualTo(new Known.Same("validating"));
  }

  @Test
  void anotherRequestUnderTheSameIdHasAProblem() {
    Known known = Known.of(OTHER, Optional.of(JOB));
    assertThat(known).isEqualTo(new Known.InUse("validating"));
    assertThat(known.problems(JOB.id()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/jobId"));
  }

  @Test
  void aCorrectedRequestIsNewAndItsStoryBeginsAfterTheRejection() {
    var problem = new Problem("/pool", "wrong", "mend");
    Job rejected = JOB.movedTo(new JobState.Rejected(List.of(problem)), Jobs.NOON);
    assertThat(Known.of(OTHER, Optional.of(rejected))).isEqualTo(new Known.New(3));
  }
}
