package io.poolwright.contracts;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The pool to be made.
 *
 * @param id its full ARM id, {@code Microsoft.Batch/batchAccounts/pools}
 * @param properties exactly what ARM takes as the pool's {@code properties}. Poolwright sets {@code
 *     deploymentConfiguration.virtualMachineConfiguration.imageReference} and one entry of {@code
 *     metadata}, and passes all else through untouched
 */
public record PoolRequest(ArmId id, ObjectNode properties) {
  /** The name of the entry in the pool's {@code metadata} that says which job made it. */
  public static final String JOB_MARKER = "poolwright-job";
}
