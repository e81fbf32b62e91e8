package io.poolwright.worker.simulation;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ImageVersion.Replica;
import io.poolwright.worker.steps.ImageVersion.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gallery image versions: made of a staged blob, replicated for minutes, deleted for a while. */
final class SimImages {
  private final Surroundings around;
  private final Map<String, Version> versions = new TreeMap<>();

  SimImages(Surroundings around) {
    this.around = around;
  }

  private static final class Version {
    private final Map<String, String> tags;
    private final List<String> regions;
    private final long visibleAt;
    private final long begunAt;
    private final long readyAt;
    private final boolean fails;
    private long goneAt = Long.MAX_VALUE;

    private Version(
        Map<String, String> tags,
        List<String> regions,
        long visibleAt,
        long begunAt,
        long readyAt,
        boolean fails) {
      this.tags = tags;
      this.regions = regions;
      this.visibleAt = visibleAt;
      this.begunAt = begunAt;
      this.readyAt = readyAt;
      this.fails = fails;
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
    long span = version.readyAt - version.begunAt;
    int percent = ready ? 100 : (int) ((around.now() - version.begunAt) * 100 / span);
    var replicas = new TreeMap<String, Replica>();
    version.regions.forEach(region -> replicas.put(region, new Replica(ready, percent)));
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
  void publish(ArmId id, List<String> regions, Map<String, String> tags) {
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
    long readyAt = now + around.chance().between(30_000, 240_000);
    boolean fails = around.happens(Fault.VERSION_FAILURE);
    versions.put(key(id), new Version(tags, regions, visibleAt, now, readyAt, fails));
  }

  void delete(ArmId id) {
    find(id)
        .filter(version -> version.goneAt == Long.MAX_VALUE)
        .ifPresent(v -> v.goneAt = around.now() + around.chance().between(5_000, 60_000));
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
