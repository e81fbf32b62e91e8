package io.poolwright.worker.simulation;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ImageVersion.Replica;
import io.poolwright.worker.steps.ImageVersion.State;
import io.poolwright.worker.steps.TargetRegion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gallery image versions: made of a staged blob or a machine, replicated for minutes, deleted for a
 * while.
 */
final class SimImages {
  private final Surroundings around;
  private final Map<String, Version> versions = new TreeMap<>();

  SimImages(Surroundings around) {
    this.around = around;
  }

  private static final class Version {
    private final Map<String, String> tags;
    private final Map<String, Copies> copies = new TreeMap<>();
    private final long visibleAt;
    private final long readyAt;
    private final boolean fails;
    private long goneAt = Long.MAX_VALUE;

    private Version(Map<String, String> tags, long visibleAt, long readyAt, boolean fails) {
      this.tags = tags;
      this.visibleAt = visibleAt;
      this.readyAt = readyAt;
      this.fails = fails;
    }
  }

  /** Replicas in one region. */
  private record Copies(int count, long begunAt, long readyAt) {
    Replica at(long now) {
      boolean ready = readyAt <= now;
      int percent = ready ? 100 : (int) ((now - begunAt) * 100 / (readyAt - begunAt));
      return new Replica(ready, percent, count);
    }
  }

  private Optional<Version> find(ArmId id) {
    Optional<Version> found = Optional.ofNullable(versions.get(key(id)));
    if (found.filter(version -> version.goneAt <= around.now()).isPresent()) {
      versions.remove(key(id));
      return Optional.empty();
    }
    return found;
  }

  Optional<ImageVersion> show(ArmId id) {
    return find(id).filter(v -> v.visibleAt <= around.now()).map(this::shown);
  }

  /** What is really there, at whatever speed it shows. */
  Optional<ImageVersion> truth(ArmId id) {
    return find(id).map(this::shown);
  }

  private ImageVersion shown(Version version) {
    boolean ready = version.readyAt <= around.now();
    var replicas = new TreeMap<String, Replica>();
    version.copies.forEach((region, copies) -> replicas.put(region, copies.at(around.now())));
    State state = ready ? State.SUCCEEDED : State.CREATING;
    Failure failure = null;
    if (version.goneAt < Long.MAX_VALUE) {
      state = State.DELETING;
    } else if (ready && version.fails) {
      state = State.FAILED;
      failure = Failure.lasting("ReplicationJobsNotCompleted", "The replication failed.");
    }
    return new ImageVersion(state, replicas, version.tags, failure);
  }

  /** Accepts a version; one that is there already is left as it is, unless it is being deleted. */
  void publish(ArmId id, List<TargetRegion> regions, Map<String, String> tags) {
    Optional<Version> present = find(id);
    if (present.filter(version -> version.goneAt < Long.MAX_VALUE).isPresent()) {
      throw new CallFailed(Failure.passing("Conflict", "The version is being deleted."));
    }
    if (present.isPresent()) {
      return;
    }
    long now = around.now();
    boolean lags = around.happens(Fault.NOT_VISIBLE_YET);
    long visibleAt = now + (lags ? around.chance().between(100, 5_000) : 0);
    long readyAt = now + around.lasting(5_000, 150_000);
    boolean fails = around.happens(Fault.VERSION_FAILURE);
    var version = new Version(tags, visibleAt, readyAt, fails);
    regions.forEach(
        region -> version.copies.put(region.name(), new Copies(region.replicas(), now, readyAt)));
    versions.put(key(id), version);
  }

  /** Somebody has published a version long ago, somewhere else. */
  void declare(ArmId id) {
    var version = new Version(Map.of(), 0, 0, false);
    version.copies.put("northeurope", new Copies(1, -1, 0));
    versions.put(key(id), version);
  }

  /** Asks for replicas in one more region. */
  void replicate(ArmId id, TargetRegion region) {
    Version version =
        find(id)
            .filter(found -> found.goneAt == Long.MAX_VALUE)
            .orElseThrow(
                () -> new CallFailed(Failure.passing("Conflict", "The version is going.")));
    long readyAt = around.now() + around.lasting(5_000, 150_000);
    version.copies.put(region.name(), new Copies(region.replicas(), around.now(), readyAt));
  }

  void delete(ArmId id) {
    find(id)
        .filter(version -> version.goneAt == Long.MAX_VALUE)
        .ifPresent(v -> v.goneAt = around.now() + around.lasting(5_000, 60_000));
  }

  /** The versions that bear this tag, in lower case. */
  List<String> made(String tag) {
    return versions.entrySet().stream()
        .filter(e -> e.getValue().goneAt > around.now())
        .filter(e -> e.getValue().tags.containsKey(tag))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String key(ArmId id) {
    return id.toString().toLowerCase(Locale.ROOT);
  }
}
