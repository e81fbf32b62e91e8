package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ProvisionRequest;
import java.util.Map;
import java.util.Optional;

/** What has to be true of the image definition under which an image is published. */
final class DefinitionCheck {
  private static final String DEFINITION = "/image/definition";

  /** Of a definition to be made: its name is the SKU of its identifier too. */
  private static final String NAME = "^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_])?$";

  private final Arm arm;

  DefinitionCheck(Arm arm) {
    this.arm = arm;
  }

  /**
   * The definition, or what it will be once the job has created it.
   *
   * @param nodes the pool's, as far as they are known
   */
  Optional<ImageDefinition> check(
      ProvisionRequest request, ArmId id, Optional<Nodes> nodes, Findings findings) {
    Optional<ImageDefinition> found =
        request.image().createDefinition()
            ? findings.require(
                DEFINITION,
                "There is no such image gallery.",
                "Create the gallery first, or correct the id.",
                () ->
                    arm.imageDefinition(id)
                        .or(() -> toBeCreated(request.image(), id, nodes, findings)))
            : findings.require(
                DEFINITION,
                "There is no such image definition.",
                "Create it first, let the job do it (\"createDefinition\": true), or correct the id.",
                () -> arm.imageDefinition(id));
    found.ifPresent(definition -> compare(DEFINITION, request, nodes, definition, findings));
    return found;
  }

  private Optional<ImageDefinition> toBeCreated(
      ImageRequest image, ArmId id, Optional<Nodes> nodes, Findings findings) {
    findings.addIf(
        !id.name().matches(NAME),
        DEFINITION,
        "A definition of this name is not there and cannot be created.",
        "Name one of at most 64 characters that ends with a letter, a digit or an underscore.");
    String architecture = nodes.flatMap(Nodes::architecture).orElse(null);
    return arm.galleryRegion(id.parent().orElseThrow())
        .map(region -> ImageDefinition.wanted(region, image, architecture));
  }

  /**
   * Compares what a request says of an image and of its pool with the image's definition.
   *
   * @param pointer to what leads to the definition
   */
  void compare(
      String pointer,
      ProvisionRequest request,
      Optional<Nodes> nodes,
      ImageDefinition definition,
      Findings findings) {
    compare(pointer, request.image(), definition, findings);
    FeatureRules.check(
        definition,
        request.pool().properties(),
        nodes.map(Nodes::sizes).orElse(Map.of()),
        findings);
  }

  private static void compare(
      String pointer, ImageRequest image, ImageDefinition definition, Findings findings) {
    findings.addIf(
        definition.state() == ImageVersion.State.FAILED,
        pointer,
        "The definition is there, and its provisioning has failed.",
        "Delete it, or name another definition.");
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
