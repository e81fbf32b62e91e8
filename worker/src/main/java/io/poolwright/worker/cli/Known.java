package io.poolwright.worker.cli;

import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.engine.Fingerprint;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.util.Optional;

/** Whether a request asks for a job that is there already. */
sealed interface Known {
  /** The sequence of the last event that was told before the request. */
  long after();

  /** Nothing is known of it, or nothing that matters any more. */
  record New(long after) implements Known {}

  /** It was asked for before, and the same request twice is one job. */
  record Same() implements Known {
    @Override
    public long after() {
      return 0;
    }
  }

  /**
   * Compares.
   *
   * @throws CommandFailed if the id belongs to another request, which workers would refuse
   */
  static Known of(ProvisionRequest request, Optional<Job> job) {
    if (job.isEmpty()) {
      return new New(0);
    }
    Job there = job.get();
    if (there.admission().fingerprint().equals(Fingerprint.of(request))) {
      return new Same();
    }
    if (there.state() instanceof JobState.Rejected) {
      return new New(there.outbox().lastSequence());
    }
    throw CommandFailed.wrong(
        "Job id %s is in use for another request (%s), and the request was not sent. Name another."
            .formatted(request.jobId(), there.state().label()));
  }
}
