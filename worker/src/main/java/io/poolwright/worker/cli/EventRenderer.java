package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.JobEvent;
import java.time.Instant;

/** Shows the events of one job, in the order in which they come. */
interface EventRenderer {
  void show(CloudEvent event, JobEvent read);

  /** An event of a kind that a newer worker may send and this version cannot read. */
  default void showUnknown(CloudEvent event) {}

  /** Takes away what is drawn in place, so that something else can be written. */
  default void clear() {}

  /** Called a few times a second between events: time goes on, and what moves may move. */
  default void tick(Instant now) {}
}
