package io.poolwright.worker.simulation;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a universe ended.
 *
 * @param settled whether nothing was left to happen
 */
record Outcome(Universe.Setting setting, Installation world, boolean settled) {
  List<Job> jobs() {
    return world.store().all();
  }

  Optional<Job> job(String id) {
    return jobs().stream().filter(job -> job.id().value().equals(id)).findFirst();
  }

  /** What a consumer who drops repeated ids keeps of a job. */
  List<JobEvent> events(String job) {
    return world.topic().of(new JobId(job));
  }

  List<EventData> finalEvents(String job) {
    return events(job).stream().map(JobEvent::data).filter(EventData::isFinal).toList();
  }

  List<SimQueue.Dead> deadLetters() {
    var all = new ArrayList<>(world.requests().dead());
    all.addAll(world.wakeups().dead());
    return all;
  }

  void countEnds() {
    for (Job job : jobs()) {
      tally().count("job " + job.state().getClass().getSimpleName());
      boolean rollsBack = job.request().onFailure() == OnFailure.ROLL_BACK;
      if (rollsBack && !leftBehind(job).isEmpty()) {
        tally().count(Branch.CLEAN_UP_GIVEN_UP);
      }
    }
  }

  /** What a job says that it could not remove. */
  static List<String> leftBehind(Job job) {
    return job.state() instanceof JobState.Final end ? end.leftBehind() : List.of();
  }

  Tally tally() {
    return world.around().tally();
  }

  Trace trace() {
    return world.around().trace();
  }

  /** Moments in which an incident could have been. */
  int moments() {
    return setting.incident().passed();
  }

  List<String> violations() {
    return new Invariants(this).violations();
  }
}
