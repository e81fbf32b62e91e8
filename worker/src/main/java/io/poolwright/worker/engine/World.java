package io.poolwright.worker.engine;

import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import java.time.Instant;

/** Everything outside that jobs are about. Both methods may throw {@link CallFailed}. */
public interface World {
  /** Looks at what matters in the job's state, and changes nothing. */
  Observation look(Job job);

  /**
   * Acts.
   *
   * @param until when it has to be over; a long action stops there and says how far it came
   */
  Observation act(Job job, Action action, Instant until);
}
