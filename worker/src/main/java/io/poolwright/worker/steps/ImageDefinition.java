package io.poolwright.worker.steps;

import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.OsType;
import org.jspecify.annotations.Nullable;

/**
 * What the steps need to know of a gallery image definition.
 *
 * @param location the gallery's region, in Azure's short form
 * @param generalized false if it is meant for specialized images, which Batch refuses
 * @param architecture {@code x64} or {@code Arm64}, or null if Azure does not say
 * @param features that hold for all its versions
 * @param state of its provisioning
 */
public record ImageDefinition(
    String location,
    OsType osType,
    HyperVGeneration generation,
    boolean generalized,
    @Nullable String architecture,
    Features features,
    ImageVersion.State state) {
  /** A definition that is there, and of which no more is known. */
  public ImageDefinition(
      String location, OsType osType, HyperVGeneration generation, boolean generalized) {
    this(
        location,
        osType,
        generation,
        generalized,
        null,
        Features.NONE,
        ImageVersion.State.SUCCEEDED);
  }

  /** The definition that a request wants to be made. */
  static ImageDefinition wanted(
      String location, ImageRequest image, @Nullable String architecture) {
    return new ImageDefinition(
        location,
        image.osType(),
        image.hyperVGeneration(),
        true,
        architecture,
        Features.NONE,
        ImageVersion.State.CREATING);
  }
}
