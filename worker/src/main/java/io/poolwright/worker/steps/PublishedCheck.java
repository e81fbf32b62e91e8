package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.job.ImagePlan;
import java.util.Optional;

/** What has to be true of an image that somebody else has published. */
final class PublishedCheck {
  private static final String ID = "/image/source/id";
  private static final String MEND = "Correct the id, or have the gallery shared with the worker.";

  private final Arm arm;
  private final DefinitionCheck definitions;

  PublishedCheck(Arm arm, DefinitionCheck definitions) {
    this.arm = arm;
    this.definitions = definitions;
  }

  /**
   * Plans the image.
   *
   * @param nodes the pool's; without their region a public image cannot be looked for
   */
  Optional<ImageCheck.Planned> check(
      ProvisionRequest request, Optional<Nodes> nodes, Findings findings) {
    ImageSource source = request.image().source();
    Optional<String> region = nodes.map(Nodes::region);
    if (source instanceof ImageSource.GalleryImageVersion version) {
      checkVersion(request, version.id(), nodes, findings);
      return region.map(where -> planned(ImageReference.of(version.id()), where));
    }
    ImageReference image =
        source instanceof ImageSource.CommunityImage community
            ? community.id()
            : ((ImageSource.SharedImage) source).id();
    nodes.ifPresent(where -> checkPublic(request, image, where, findings));
    return region.map(where -> planned(image, where));
  }

  private static ImageCheck.Planned planned(ImageReference image, String region) {
    return new ImageCheck.Planned(new ImagePlan.Published(image, region), true);
  }

  private void checkVersion(
      ProvisionRequest request, ArmId id, Optional<Nodes> nodes, Findings findings) {
    findings
        .require(
            ID,
            "There is no such image definition.",
            MEND,
            () -> arm.imageDefinition(id.parent().orElseThrow()))
        .ifPresent(there -> definitions.compare(ID, request, nodes, there, findings));
    findings
        .require(ID, "There is no such image version.", MEND, () -> arm.imageVersion(id))
        .map(ImageVersion::state)
        .ifPresent(
            state ->
                findings.addIf(
                    state == ImageVersion.State.FAILED || state == ImageVersion.State.DELETING,
                    ID,
                    "The image version is "
                        + (state == ImageVersion.State.FAILED ? "failed" : "being deleted")
                        + ".",
                    "Name another version."));
  }

  private void checkPublic(
      ProvisionRequest request, ImageReference image, Nodes nodes, Findings findings) {
    String region = nodes.region();
    String subscription = request.pool().id().subscription();
    findings
        .require(
            ID,
            "There is no such image in " + region + ".",
            MEND,
            () -> arm.publicDefinition(subscription, region, image))
        .ifPresent(there -> definitions.compare(ID, request, Optional.of(nodes), there, findings));
    findings.require(
        ID,
        "There is no such image version in " + region + ".",
        "Name a version that is replicated there, or a pool in another region.",
        () ->
            arm.isPublicVersionThere(subscription, region, image)
                ? Optional.of(image)
                : Optional.empty());
  }
}
