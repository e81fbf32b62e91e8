package io.poolwright.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Traceparent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The trace of a request goes on in all that its job tells. */
class TraceTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Traceparent FIRST =
      new Traceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  private static final Traceparent SECOND =
      new Traceparent("00-11111111111111111111111111111111-b7ad6b7169203331-01");

  private static Job accepted(Traceparent trace) {
    Instant deadline = NOON.plus(Duration.ofHours(6));
    return Job.accepted(
        Jobs.accepted("job").request(), new Job.Admission("fingerprint", NOON, deadline, trace));
  }

  @Test
  void everyEventCarriesIt() {
    Job rejected = accepted(FIRST).movedTo(new JobState.Rejected(List.of()), NOON);

    assertThat(rejected.outbox().unpublished())
        .hasSize(3)
        .extracting(JobEvent::traceparent)
        .containsOnly(FIRST);
  }

  @Test
  void aCorrectedRequestBringsItsOwn() {
    Job rejected = accepted(FIRST).movedTo(new JobState.Rejected(List.of()), NOON);

    assertThat(rejected.supersededBy(accepted(SECOND)).outbox().unpublished())
        .as("what the first request still has to tell, and then what the second has")
        .extracting(JobEvent::sequence, JobEvent::traceparent)
        .containsExactly(
            tuple(1L, FIRST),
            tuple(2L, FIRST),
            tuple(3L, FIRST),
            tuple(4L, SECOND),
            tuple(5L, SECOND));
  }
}
