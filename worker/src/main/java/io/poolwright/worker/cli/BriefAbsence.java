package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;
import java.time.Duration;

/** A job's request may still be on its way to a worker; after a while its id is a mistake. */
final class BriefAbsence implements Watching.Absence {
  private final JobId job;
  private final Duration limit;
  private boolean said;

  /**
   * Of a job that may have been sent just now.
   *
   * @param limit for how long to wait for it
   */
  BriefAbsence(JobId job, Duration limit) {
    this.job = job;
    this.limit = limit;
  }

  @Override
  public void lasts(Duration since, Watching.Notice notice) {
    if (since.compareTo(limit) > 0) {
      throw JobIds.unknown(job);
    }
    if (!said) {
      said = true;
      notice.say(
          "There is no job %s yet; waiting %d s for a worker to take its request."
              .formatted(job, limit.toSeconds()));
    }
  }
}
