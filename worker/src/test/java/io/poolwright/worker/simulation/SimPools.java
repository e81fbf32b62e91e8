package io.poolwright.worker.simulation;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Pool;
import io.poolwright.worker.steps.Pool.ResizeError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Batch pools: they resize for a while, may get no nodes, and take their time to go. */
final class SimPools {
  /** Stands for every ETag, as in HTTP. */
  static final String ANY = "*";

  private static final ResizeError HOPELESS =
      new ResizeError("UnsupportedVMSize", "The size is not offered.");

  private final Surroundings around;
  private final Map<String, Made> pools = new TreeMap<>();
  private final List<Creation> history = new ArrayList<>();
  private final Set<String> doomed = new HashSet<>();

  SimPools(Surroundings around) {
    this.around = around;
  }

  /** That a pool was created, by which job and from which image. */
  record Creation(ArmId pool, @Nullable String owner, String image) {}

  /** A pool; what a resize will come to is decided when it begins. */
  static final class Made {
    private final ArmId id;
    private final @Nullable String owner;
    private final String image;
    private final long visibleAt;
    private int target;
    private int changes;
    private long resizedAt;
    private @Nullable ResizeError flaw;
    private long goneAt = Long.MAX_VALUE;

    private Made(ArmId id, @Nullable String owner, String image, long visibleAt) {
      this.id = id;
      this.owner = owner;
      this.image = image;
      this.visibleAt = visibleAt;
    }

    private boolean hasEtag(String etag) {
      return etag.equals(ANY) || etag.equals(Integer.toString(changes));
    }

    @Nullable String owner() {
      return owner;
    }

    ArmId id() {
      return id;
    }

    String image() {
      return image;
    }
  }

  Optional<Made> find(ArmId id) {
    String key = key(id);
    Optional<Made> found = Optional.ofNullable(pools.get(key));
    if (found.filter(pool -> pool.goneAt <= around.now()).isPresent()) {
      pools.remove(key);
      return Optional.empty();
    }
    return found;
  }

  Optional<Pool> show(ArmId id) {
    return find(id).filter(pool -> pool.visibleAt <= around.now()).map(this::shown);
  }

  List<ListedPool> list() {
    return all().stream()
        .map(
            pool ->
                new ListedPool(
                    pool.id,
                    shown(pool),
                    new ListedPool.Image(pool.image, true),
                    "Standard_D2s_v3",
                    pool.target,
                    0,
                    null))
        .toList();
  }

  private Pool shown(Made pool) {
    boolean steady = pool.resizedAt <= around.now();
    List<ResizeError> errors =
        steady && pool.flaw != null ? List.of(pool.flaw) : List.<ResizeError>of();
    int nodes = steady ? (errors.isEmpty() ? pool.target : 0) : pool.target / 2;
    boolean deleting = pool.goneAt < Long.MAX_VALUE;
    return new Pool(
        Integer.toString(pool.changes),
        pool.owner,
        deleting,
        steady && !deleting,
        nodes,
        pool.target,
        null,
        errors);
  }

  /** Whether there was none of that name, so that now there is one. */
  boolean create(ArmId id, @Nullable String owner, String image, int target) {
    if (find(id).isPresent()) {
      return false;
    }
    boolean lags = around.happens(Fault.NOT_VISIBLE_YET);
    long visibleAt = around.now() + (lags ? around.chance().between(100, 5_000) : 0);
    var pool = new Made(id, owner, image, visibleAt);
    pools.put(key(id), pool);
    history.add(new Creation(id, owner, image));
    resize(pool, target);
    return true;
  }

  /**
   * Whether it was as the caller had seen it, so that it resizes now.
   *
   * @param etag of the pool as it was seen, or {@link #ANY}
   */
  boolean resize(ArmId id, int target, String etag) {
    Optional<Made> found = find(id).filter(pool -> pool.hasEtag(etag));
    found.ifPresent(pool -> resize(pool, target));
    return found.isPresent();
  }

  private void resize(Made pool, int target) {
    pool.changes++;
    pool.target = target;
    pool.resizedAt = around.now() + around.lasting(5_000, 120_000);
    pool.flaw = doomed.contains(key(pool.id)) ? HOPELESS : flaw();
  }

  private @Nullable ResizeError flaw() {
    if (around.happens(Fault.NO_QUOTA)) {
      return new ResizeError("AccountCoreQuotaReached", "The account's cores are in use.");
    }
    if (around.happens(Fault.RESIZE_FAILURE)) {
      return around.chance().of(0.1)
          ? HOPELESS
          : new ResizeError("AllocationFailed", "There is no capacity at the moment.");
    }
    return null;
  }

  /** From now on a pool of this name never gets its nodes. */
  void doom(ArmId id) {
    doomed.add(key(id));
  }

  /** Begins to delete it, if it is there and not already on its way out. */
  void delete(ArmId id) {
    delete(id, around.now() + around.lasting(5_000, 60_000));
  }

  void delete(ArmId id, long gone) {
    find(id).filter(pool -> pool.goneAt == Long.MAX_VALUE).ifPresent(pool -> pool.goneAt = gone);
  }

  List<Made> all() {
    return pools.values().stream().filter(pool -> pool.goneAt > around.now()).toList();
  }

  /** Every pool that was ever created. */
  List<Creation> history() {
    return List.copyOf(history);
  }

  private static String key(ArmId id) {
    return id.toString().toLowerCase(Locale.ROOT);
  }
}
