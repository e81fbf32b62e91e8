package io.poolwright.worker.engine;

import io.poolwright.contracts.JobEvent;
import io.poolwright.worker.job.CallFailed;
import java.util.List;

/** Tells whoever subscribes. */
public interface Events {
  /**
   * Publishes in this order. The message id of each is {@link JobEvent#id()}.
   *
   * @throws CallFailed if the broker did not confirm all of them; some may have been sent
   */
  void publish(List<JobEvent> events);
}
