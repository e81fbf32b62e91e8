package io.poolwright.contracts;

import java.time.Instant;

/**
 * One event of a job. Delivered at least once; its {@link #id()} is the same each time.
 *
 * @param sequence from 1, without gaps
 * @param time when it came to be
 */
public record JobEvent(JobId jobId, long sequence, Instant time, EventData data) {
  /** The CloudEvents {@code id}, {@code jobId/sequence}: drop what you have already seen. */
  public String id() {
    return jobId + "/" + sequence;
  }
}
