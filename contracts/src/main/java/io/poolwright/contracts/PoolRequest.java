package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
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
 * @param fallbacks what to ask for instead, one after the other, when there are no nodes to be had
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolRequest(
    ArmId id,
    ObjectNode properties,
    @Nullable String apiVersion,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PoolFallback> fallbacks) {
  public PoolRequest {
    fallbacks = List.copyOf(fallbacks);
  }

  /** A pool to which there is no alternative. */
  public PoolRequest(ArmId id, ObjectNode properties, @Nullable String apiVersion) {
    this(id, properties, apiVersion, List.of());
  }

  /** A pool in the worker's own version of the API. */
  public PoolRequest(ArmId id, ObjectNode properties) {
    this(id, properties, null);
  }

  /**
   * The properties with a fallback in them.
   *
   * @param choice which one, from 1; 0 for none
   */
  public ObjectNode properties(int choice) {
    return choice == 0 ? properties : fallbacks.get(choice - 1).appliedTo(properties);
  }

  /** The name of the entry in the pool's {@code metadata} that says which job made it. */
  public static final String JOB_MARKER = "poolwright-job";
}
