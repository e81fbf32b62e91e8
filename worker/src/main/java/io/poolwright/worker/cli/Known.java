package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.engine.Fingerprint;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.util.List;
import java.util.Optional;

/** Whether a request asks for a job that is there already. */
sealed interface Known {
  /**
   * Nothing is known of it, or nothing that matters any more.
   *
   * @param after the sequence of the last event that was told of a job of this id; 0 if none was
   */
  record New(long after) implements Known {}

  /** It was asked for before, and the same request twice is one job. */
  record Same(String state) implements Known {}

  /** The id belongs to another request; workers would refuse this one. */
  record InUse(String state) implements Known {
    Problem problem(JobId id) {
      return new Problem(
          "/jobId",
          "Job id %s is in use for another request (%s).".formatted(id, state),
          "Name another id.");
    }
  }

  static Known of(ProvisionRequest request, Optional<Job> job) {
    if (job.isEmpty()) {
      return new New(0);
    }
    Job there = job.get();
    String state = there.state().label();
    if (there.admission().fingerprint().equals(Fingerprint.of(request))) {
      return new Same(state);
    }
    return there.state() instanceof JobState.Rejected
        ? new New(there.outbox().lastSequence())
        : new InUse(state);
  }

  /** What this says against a request. */
  default List<Problem> problems(JobId id) {
    return this instanceof InUse other ? List.of(other.problem(id)) : List.of();
  }
}
