package io.poolwright.worker.cli;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A job, as people ask about it. */
record JobView(Job job) {
  String id() {
    return job.id().value();
  }

  String state() {
    return job.state().label();
  }

  Instant acceptedAt() {
    return job.admission().acceptedAt();
  }

  ArmId pool() {
    return job.request().pool().id();
  }

  List<Timeline.Entry> entries() {
    return job.timeline().entries();
  }

  /** What was told of it, as far as it is kept; the last is the end, if it has ended. */
  List<JobEvent> events() {
    Stream<JobEvent> kept =
        entries().stream()
            .map(entry -> new JobEvent(job.id(), entry.sequence(), entry.time(), entry.data()));
    return Stream.concat(kept, endWithoutTimeline().stream()).toList();
  }

  /** Of jobs that ended before there were timelines only the end is known, and not its time. */
  private Optional<JobEvent> endWithoutTimeline() {
    return endedAt().isPresent()
        ? Optional.empty()
        : outcome()
            .map(
                end ->
                    new JobEvent(
                        job.id(), job.outbox().lastSequence(), job.course().stepSince(), end));
  }

  /** How it ended, if it did. */
  Optional<EventData> outcome() {
    return job.state() instanceof JobState.Final last
        ? Optional.of(last.event())
        : Optional.empty();
  }

  /** Unknown of jobs that ended before there were timelines. */
  Optional<Instant> endedAt() {
    return last(EventData.class).filter(entry -> entry.data().isFinal()).map(Timeline.Entry::time);
  }

  /** From acceptance to the end, or until now if there is none yet. */
  Optional<Duration> took(Instant now) {
    return (job.isFinal() ? endedAt() : Optional.of(now))
        .map(end -> Duration.between(acceptedAt(), end));
  }

  /** The image that it makes and uses; unknown before it is planned and after it was given up. */
  Optional<ImagePlan> plan() {
    JobState state = job.state();
    if (state instanceof JobState.CopyingImage s) {
      return Optional.of(s.plan());
    }
    if (state instanceof JobState.WaitingGeneralized s) {
      return Optional.of(s.plan());
    }
    if (state instanceof JobState.CreatingPool s) {
      return Optional.of(s.plan());
    }
    return state instanceof JobState.Succeeded s ? Optional.of(s.plan()) : Optional.empty();
  }

  /** Where the copy of a VHD is, unless it has gone with the job's success. */
  Optional<String> stagedVhd() {
    boolean gone =
        job.state() instanceof JobState.Succeeded success && success.event().stagedVhd() == null;
    return plan()
        .filter(plan -> !gone)
        .filter(ImagePlan.OfVhd.class::isInstance)
        .map(plan -> ((ImagePlan.OfVhd) plan).staged().url().toString());
  }

  /** The wait that it is in at the moment; what came after the end of a wait says it is over. */
  Optional<Timeline.Entry> waiting() {
    Instant latest = Instant.MIN;
    for (int i = entries().size() - 1; i >= 0; i--) {
      Timeline.Entry entry = entries().get(i);
      if (entry.data() instanceof EventData.Waiting wait) {
        return wait.until().isBefore(latest) ? Optional.empty() : Optional.of(entry);
      }
      if (!(entry.data() instanceof EventData.Progressed)) {
        return Optional.empty();
      }
      latest = latest.isBefore(entry.time()) ? entry.time() : latest;
    }
    return Optional.empty();
  }

  Optional<EventData.Progressed> progress() {
    return last(EventData.Progressed.class)
        .map(entry -> (EventData.Progressed) entry.data())
        .filter(progress -> progress.step() == job.state().step());
  }

  private Optional<Timeline.Entry> last(Class<? extends EventData> kind) {
    return entries().stream()
        .filter(entry -> kind.isInstance(entry.data()))
        .reduce((first, second) -> second);
  }
}
