package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.JobId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The topic of events and a consumer of it, who drops what he has already seen. */
final class SimTopic {
  private final Tally tally;
  private final Map<String, JobEvent> seen = new LinkedHashMap<>();
  private final List<String> contradictions = new ArrayList<>();

  SimTopic(Tally tally) {
    this.tally = tally;
  }

  void publish(JobEvent event) {
    JobEvent before = seen.putIfAbsent(event.id(), event);
    if (before == null) {
      return;
    }
    tally.count(Branch.EVENT_REPEATED);
    if (!before.equals(event)) {
      contradictions.add(event.id() + " was " + before.data() + ", then " + event.data());
    }
  }

  /** What the consumer keeps of a job, in the order in which it came. */
  List<JobEvent> of(JobId job) {
    return seen.values().stream().filter(event -> event.jobId().equals(job)).toList();
  }

  List<JobEvent> all() {
    return List.copyOf(seen.values());
  }

  /** Events of one id that do not say the same. */
  List<String> contradictions() {
    return List.copyOf(contradictions);
  }
}
