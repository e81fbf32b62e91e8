package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What to ask for when Azure has no room for the pool as it was asked for. Each is a change to the
 * request's own properties, not to those of the fallback before it.
 *
 * @param vmSize the size of a node, or null to keep the request's
 * @param lowPriority whether all nodes are low-priority (Spot) ones, in place of dedicated ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolFallback(
    @Nullable String vmSize, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lowPriority) {
  private static final String DEDICATED = "targetDedicatedNodes";
  private static final String LOW_PRIORITY = "targetLowPriorityNodes";

  /** A copy of a pool's ARM properties with the change. */
  ObjectNode appliedTo(ObjectNode properties) {
    ObjectNode changed = properties.deepCopy();
    if (vmSize != null) {
      changed.put("vmSize", vmSize);
    }
    if (lowPriority) {
      ObjectNode scale = changed.withObject("/scaleSettings/fixedScale");
      scale.put(LOW_PRIORITY, scale.path(DEDICATED).asInt(0) + scale.path(LOW_PRIORITY).asInt(0));
      scale.put(DEDICATED, 0);
    }
    return changed;
  }

  /** For people: {@code 4 low-priority nodes of Standard_D2s_v5} would say too much. */
  @Override
  public String toString() {
    String nodes = lowPriority ? "low-priority nodes" : "nodes";
    return vmSize == null ? nodes : nodes + " of " + vmSize;
  }
}
