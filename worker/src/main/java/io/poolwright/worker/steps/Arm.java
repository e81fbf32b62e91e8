package io.poolwright.worker.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.ImagePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager as the steps see it.
 *
 * <p>Every method may throw {@link CallFailed}; a resource that is not there is an empty answer,
 * never a failure. Every write may be repeated without harm.
 */
public interface Arm {
  Optional<BatchAccount> batchAccount(ArmId account);

  Optional<ImageDefinition> imageDefinition(ArmId definition);

  /**
   * Asks Compute to make an image definition; returns as soon as Compute has accepted. One that is
   * there already keeps what decides of its images, or the call fails.
   *
   * @param tags put on the definition; they tell later whose it is
   */
  void createDefinition(ArmId id, ImageDefinition definition, Map<String, String> tags);

  /** The region of an image gallery, in Azure's short form. */
  Optional<String> galleryRegion(ArmId gallery);

  /**
   * A VM size as Batch offers it.
   *
   * @return empty if Batch does not offer it to this subscription in this region
   */
  Optional<VmSize> vmSize(String subscription, String region, String name);

  Optional<ImageVersion> imageVersion(ArmId version);

  /** A VM with its instance view. */
  Optional<SourceMachine> virtualMachine(ArmId machine);

  /** Returns as soon as Compute has accepted; one that is deallocated already is fine. */
  void deallocate(ArmId machine);

  /** Marks a VM that does not run as generalized, for ever; one that is marked already is fine. */
  void generalize(ArmId machine);

  Optional<SourceDisk> managedImage(ArmId image);

  /**
   * The definition of an image in a community gallery or in one that is shared directly.
   *
   * @param subscription whose view it is
   * @param region where the image is wanted
   */
  Optional<ImageDefinition> publicDefinition(
      String subscription, String region, ImageReference image);

  /** Whether a version in such a gallery is there, in a region. */
  boolean isPublicVersionThere(String subscription, String region, ImageReference image);

  /**
   * Asks Compute to make an image version; returns as soon as Compute has accepted.
   *
   * @param regions where replicas are wanted; the gallery's own region is the first of them
   * @param tags put on the version; they tell later whose it is and of what content
   */
  void publish(ImagePlan.Made plan, List<TargetRegion> regions, Map<String, String> tags);

  /**
   * Asks Compute for at least so many replicas in a region, by a PATCH that leaves the others as
   * they were read; what somebody else asks for in between is lost, and has to be asked for again.
   */
  void replicate(ArmId version, TargetRegion region);

  /** Returns as soon as Compute has accepted; a version that is not there is fine. */
  void deleteImageVersion(ArmId version);

  Optional<Pool> pool(ArmId pool);

  /**
   * Creates a pool unless one of that name is there ({@code If-None-Match: *}).
   *
   * @param apiVersion in which the properties are meant, or null for the configured one
   * @return whether this call created it; false if there is one, whoever made it
   */
  boolean createPool(ArmId pool, ObjectNode properties, @Nullable String apiVersion);

  /**
   * Asks again for the nodes of {@code scaleSettings}, by a PATCH that says nothing else.
   *
   * @param etag of the pool as it was seen; one that has changed since is left as it is
   * @param apiVersion in which the settings are meant, or null for the configured one
   * @return whether it was asked for
   */
  boolean resizePool(
      ArmId pool, ObjectNode scaleSettings, String etag, @Nullable String apiVersion);

  /** Returns as soon as Batch has accepted; a pool that is not there is fine. */
  void deletePool(ArmId pool);

  /** All pools of an account, those included that are being deleted. */
  List<ListedPool> pools(ArmId account);

  /** The ids of the account's pools whose nodes boot from this image version. */
  default List<ArmId> poolsUsing(ArmId account, ArmId version) {
    return pools(account).stream()
        .filter(pool -> pool.image().name().equalsIgnoreCase(version.toString()))
        .map(ListedPool::id)
        .toList();
  }
}
