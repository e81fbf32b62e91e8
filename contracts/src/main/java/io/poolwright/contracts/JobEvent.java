package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a job. Delivered at least once; its {@link #id()} is the same each time.
 *
 * @param sequence from 1, without gaps
 * @param time when it came to be
 * @param traceparent that of the request, or null if it came without
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobEvent(
    JobId jobId, long sequence, Instant time, EventData data, @Nullable Traceparent traceparent) {
  /** An event that is part of no trace. */
  public JobEvent(JobId jobId, long sequence, Instant time, EventData data) {
    this(jobId, sequence, time, data, null);
  }

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
