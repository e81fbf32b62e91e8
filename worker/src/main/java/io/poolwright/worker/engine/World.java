package io.poolwright.worker.engine;

import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;

/** Everything outside that jobs are about. Both methods may throw {@link CallFailed}. */
public interface World {
  /** Looks at what matters in the job's state, and changes nothing. */
  Observation look(Job job);

  /**
   * Acts.
   *
   * @param hold what is left of the message's lock
   */
  Observation act(Job job, Action action, Hold hold);
}
