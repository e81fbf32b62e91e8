package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageRequest;
import java.util.Optional;

/** What has to be true of the image definition under which an image is published. */
final class DefinitionCheck {
  private final Arm arm;

  DefinitionCheck(Arm arm) {
    this.arm = arm;
  }

  Optional<ImageDefinition> check(ImageRequest image, ArmId id, Findings findings) {
    Optional<ImageDefinition> found =
        findings.require(
            "/image/definition",
            "There is no such image definition.",
            "Create it first, or correct the id.",
            () -> arm.imageDefinition(id));
    found.ifPresent(definition -> compare("/image/definition", image, definition, findings));
    return found;
  }

  /**
   * Compares what a request says of an image with its definition.
   *
   * @param pointer to what leads to the definition
   */
  void compare(String pointer, ImageRequest image, ImageDefinition definition, Findings findings) {
    findings.addIf(
        !definition.generalized(),
        pointer,
        "The definition is for specialized images, and Batch refuses those.",
        "Name a definition whose osState is Generalized.");
    findings.addIf(
        definition.osType() != image.osType(),
        "/image/osType",
        "The definition is for " + definition.osType().azureName() + ".",
        "Name a definition for " + image.osType().azureName() + ", or correct osType.");
    findings.addIf(
        definition.generation() != image.hyperVGeneration(),
        "/image/hyperVGeneration",
        "The definition is for generation " + definition.generation() + ".",
        "Name a definition for " + image.hyperVGeneration() + ", or correct hyperVGeneration.");
  }
}
