package io.poolwright.worker.steps;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Batch pool as ARM shows it.
 *
 * @param etag changes with every change of its settings
 * @param owner the job id in our metadata entry, or null if the pool is not Poolwright's
 * @param deleting whether it is on its way out
 * @param steady whether {@code allocationState} is {@code Steady}
 * @param nodes current nodes, dedicated and low-priority together
 * @param targetNodes what the last resize asked for, both together; for an autoscaled pool the same
 *     as {@code nodes}
 * @param resizeStarted when the last resize began, or null if ARM does not say
 */
public record Pool(
    String etag,
    @Nullable String owner,
    boolean deleting,
    boolean steady,
    int nodes,
    int targetNodes,
    @Nullable Instant resizeStarted,
    List<ResizeError> errors) {
  /** One entry of {@code resizeOperationStatus.errors}, its inner details joined to the message. */
  public record ResizeError(String code, String message) {}

  public Pool {
    errors = List.copyOf(errors);
  }
}
