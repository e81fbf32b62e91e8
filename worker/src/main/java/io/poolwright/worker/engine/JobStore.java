package io.poolwright.worker.engine;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Job;
import java.util.Optional;

/**
 * Keeps one document a job, changed only by compare-and-set. Strongly consistent: what was saved is
 * what the next load returns. Every method is one call and may throw {@link CallFailed}.
 */
public interface JobStore {
  /** The code of the failure when a document is there and no worker of any version can read it. */
  String UNREADABLE = "DocumentUnreadable";

  /**
   * A job as it is stored.
   *
   * @param etag the version of the document, as the store names it
   */
  record Stored(Job job, String etag) {}

  Optional<Stored> load(JobId id);

  /**
   * Stores a job that is not yet there.
   *
   * @return empty if there is a document for this job already; nothing was changed then
   */
  Optional<Stored> create(Job job);

  /**
   * Replaces a document by its successor.
   *
   * @return empty if the document is no longer {@code old}; nothing was changed then
   */
  Optional<Stored> replace(Stored old, Job next);
}
