package io.poolwright.worker.engine;

import io.poolwright.contracts.JobId;

/**
 * "Look at this job." Holds nothing else: all state is in the document.
 *
 * @param revision the revision of the document that asked for it
 */
public record Wakeup(JobId jobId, long revision) {
  /** {@code jobId:revision}. */
  public String messageId() {
    return jobId + ":" + revision;
  }
}
