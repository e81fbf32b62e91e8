package io.poolwright.worker.cli;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Step;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long steps took before. That is all there is to go by: Azure promises no time for an image
 * version, a replica or nodes.
 *
 * @param jobs that succeeded
 */
record PastJobs(List<JobView> jobs) {
  static final PastJobs NONE = new PastJobs(List.of());

  /** A typical time, and of how many jobs. */
  record Typical(Duration time, int jobs) {}

  static PastJobs of(List<Job> jobs) {
    return new PastJobs(jobs.stream().map(JobView::new).toList());
  }

  /** To publish a version: only jobs that copied have published one, too. */
  Optional<Typical> publication() {
    return typical(
        jobs.stream()
            .filter(job -> took(job, Step.COPY_IMAGE).isPresent())
            .flatMap(job -> took(job, Step.WAIT_GENERALIZED).stream()));
  }

  Optional<Typical> pool() {
    return typical(jobs.stream().flatMap(job -> took(job, Step.CREATE_POOL).stream()));
  }

  /** The median, so that one long night does not matter. */
  private static Optional<Typical> typical(Stream<Duration> times) {
    List<Duration> sorted = times.sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(new Typical(sorted.get(sorted.size() / 2), sorted.size()));
  }

  private static Optional<Duration> took(JobView job, Step step) {
    Timeline.Entry begun = null;
    for (Timeline.Entry entry : job.entries()) {
      EventData data = entry.data();
      if (begun != null && (data instanceof EventData.StepStarted || data.isFinal())) {
        return Optional.of(Duration.between(begun.time(), entry.time()));
      }
      if (data instanceof EventData.StepStarted started && started.step() == step) {
        begun = entry;
      }
    }
    return Optional.empty();
  }
}
