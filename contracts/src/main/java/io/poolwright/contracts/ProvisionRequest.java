package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * "Make this pool from this image."
 *
 * @param deadline when the job fails if it is not done; null leaves it to the worker's setting
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProvisionRequest(
    JobId jobId,
    ImageRequest image,
    PoolRequest pool,
    @Nullable Deadline deadline,
    OnFailure onFailure)
    implements Request {
  /** The value of the wire property {@code type}. */
  public static final String TYPE = "io.poolwright.provision.v1";

  /**
   * Begins a request.
   *
   * @throws IllegalArgumentException if it is no job id
   */
  public static ProvisionBuilder forJob(String jobId) {
    return new ProvisionBuilder(new JobId(jobId));
  }
}
