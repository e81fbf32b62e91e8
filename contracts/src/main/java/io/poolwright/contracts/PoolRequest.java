package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The pool to be made.
 *
 * @param id its full ARM id, {@code Microsoft.Batch/batchAccounts/pools}
 * @param properties exactly what ARM takes as the pool's {@code properties}. Poolwright sets {@code
 *     deploymentConfiguration.virtualMachineConfiguration.imageReference} and one entry of {@code
 *     metadata}, and passes all else through untouched
 * @param apiVersion in which version of ARM's API the properties are meant; null leaves it to the
 *     worker
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolRequest(ArmId id, ObjectNode properties, @Nullable String apiVersion) {
  /** A pool in the worker's own version of the API. */
  public PoolRequest(ArmId id, ObjectNode properties) {
    this(id, properties, null);
  }

  /** The name of the entry in the pool's {@code metadata} that says which job made it. */
  public static final String JOB_MARKER = "poolwright-job";
}
