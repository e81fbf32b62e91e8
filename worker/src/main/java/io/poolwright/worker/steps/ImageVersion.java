package io.poolwright.worker.steps;

import io.poolwright.worker.job.Failure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gallery image version with its replicas.
 *
 * @param replicas by region in Azure's short form
 * @param tags as ARM has them
 * @param failure why it failed, present exactly when {@code state} is {@code FAILED}
 */
public record ImageVersion(
    State state,
    Map<String, Replica> replicas,
    Map<String, String> tags,
    @Nullable Failure failure) {
  /** Azure's {@code provisioningState}; UPDATING counts as CREATING. */
  public enum State {
    CREATING,
    SUCCEEDED,
    FAILED,
    DELETING
  }

  /**
   * The copies of the version in one region.
   *
   * @param completed whether Azure calls their state {@code Completed}
   * @param progress percent, 0 to 100
   * @param count how many there are to be
   */
  public record Replica(boolean completed, int progress, int count) {
    /** One copy. */
    public Replica(boolean completed, int progress) {
      this(completed, progress, 1);
    }
  }

  public ImageVersion {
    replicas = Map.copyOf(replicas);
    tags = Map.copyOf(tags);
  }

  /** The replica in a region, whichever way the region's name is spelled. */
  public Optional<Replica> replicaIn(String region) {
    return Optional.ofNullable(replicas.get(shortForm(region)));
  }

  /** {@code West Europe} and {@code westeurope} are one region. */
  public static String shortForm(String region) {
    return region.replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
