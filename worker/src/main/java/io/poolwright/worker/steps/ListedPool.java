package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the pools of an account.
 *
 * @param vmSize by name
 * @param dedicatedNodes that it has or is to get, whichever is more, for both take quota
 * @param lowPriorityNodes likewise
 * @param createdAt null if Batch does not say
 */
public record ListedPool(
    ArmId id,
    Pool pool,
    Image image,
    String vmSize,
    int dedicatedNodes,
    int lowPriorityNodes,
    @Nullable Instant createdAt) {
  /**
   * What its nodes boot from.
   *
   * @param name of a version in a gallery its id; of one in the marketplace {@code
   *     publisher:offer:sku:version}
   * @param custom whether it is of a gallery
   */
  public record Image(String name, boolean custom) {}
}
