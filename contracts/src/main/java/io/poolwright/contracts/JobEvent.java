package io.poolwright.contracts;

import java.time.Instant;
import java.util.Map;

/**
 * One event of a job. Delivered at least once; its {@link #id()} is the same each time.
 *
 * @param sequence from 1, without gaps
 * @param time when it came to be
 */
public record JobEvent(JobId jobId, long sequence, Instant time, EventData data) {
  /**
   * Reads a message of the topic.
   *
   * @param properties its application properties
   * @throws IllegalArgumentException if it is no event of Poolwright, or of a kind that this
   *     version does not know
   */
  public static JobEvent from(Map<String, ?> properties, byte[] body) {
    return CloudEvent.fromAmqp(properties, body).toJobEvent();
  }

  /** The CloudEvents {@code id}, {@code jobId/sequence}: drop what you have already seen. */
  public String id() {
    return jobId + "/" + sequence;
  }
}
