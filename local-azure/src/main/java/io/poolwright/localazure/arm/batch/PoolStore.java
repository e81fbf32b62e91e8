package io.poolwright.localazure.arm.batch;

import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Shelf;
import io.poolwright.localazure.arm.core.State;
import io.poolwright.localazure.arm.core.VmSize;
import io.poolwright.localazure.arm.core.VmSizes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The pools that are there now: a pool whose deletion is over is forgotten when next looked for.
 */
final class PoolStore {
  private final Shelf<Pool> shelf;
  private final VmSizes sizes;
  private final Clock clock;

  PoolStore(State state, VmSizes sizes, Clock clock) {
    this.shelf = new Shelf<>("pools", Pool.class, state);
    this.sizes = sizes;
    this.clock = clock;
  }

  Optional<Pool> find(ResourceId id) {
    Instant now = clock.instant();
    Optional<Pool> stored = shelf.get(id);
    if (stored.isPresent() && stored.get().isGone(now)) {
      shelf.remove(id);
      return Optional.empty();
    }
    return stored;
  }

  List<Pool> in(ResourceId account) {
    Instant now = clock.instant();
    List<Pool> stored = shelf.under(account);
    stored.stream().filter(pool -> pool.isGone(now)).forEach(pool -> shelf.remove(pool.id()));
    return stored.stream().filter(pool -> !pool.isGone(now)).toList();
  }

  void put(Pool pool) {
    shelf.put(pool.id(), pool);
  }

  /** The cores that the account's other pools hold, or are about to. */
  Allocation.Used usedBeside(ResourceId pool, ResourceId account, VmSize size) {
    int dedicated = 0;
    int inFamily = 0;
    int lowPriority = 0;
    for (Pool other : in(account)) {
      int cores = sizes.find(other.vmSize()).map(VmSize::cores).orElse(0);
      String family = sizes.find(other.vmSize()).map(VmSize::family).orElse("");
      if (!other.id().sameAs(pool)) {
        Nodes held = other.resize().reached();
        dedicated += held.dedicated() * cores;
        inFamily += family.equals(size.family()) ? held.dedicated() * cores : 0;
        lowPriority += held.lowPriority() * cores;
      }
    }
    return new Allocation.Used(dedicated, inFamily, lowPriority);
  }
}
