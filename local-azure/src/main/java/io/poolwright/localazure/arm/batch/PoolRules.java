package io.poolwright.localazure.arm.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.ImageCatalog;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Region;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.VmSize;
import io.poolwright.localazure.arm.core.VmSizes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Batch refuses at the PUT although every name and type in the body is right. */
final class PoolRules {
  private static final String VM_CONFIGURATION =
      "deploymentConfiguration.virtualMachineConfiguration";
  private static final String IMAGE = "properties." + VM_CONFIGURATION + ".imageReference";
  private static final List<String> IDS =
      List.of("id", "sharedGalleryImageId", "communityGalleryImageId");
  private static final int MOST_TASK_SLOTS = 256;

  /** The size and, unless it is a marketplace image, the image that a checked pool uses. */
  record Checked(VmSize size, Optional<ImageCatalog.Image> image) {}

  private final VmSizes sizes;
  private final List<String> nodeAgents;
  private final ImageCatalog images;

  PoolRules(VmSizes sizes, List<String> nodeAgents, ImageCatalog images) {
    this.sizes = sizes;
    this.nodeAgents = List.copyOf(nodeAgents);
    this.images = images;
  }

  /**
   * Checks the properties of a pool to be created in an account.
   *
   * @throws ArmException 400 InvalidPropertyValue or MissingRequiredProperty, 404
   *     NodeAgentSKUNotFound
   */
  Checked check(ObjectNode properties, BatchAccount account) {
    Scale.check(properties);
    VmSize size = size(properties, account.location());
    JsonNode configuration = Json.at(properties, VM_CONFIGURATION);
    if (!configuration.isObject()) {
      throw BatchErrors.missing("properties." + VM_CONFIGURATION);
    }
    Optional<ImageCatalog.Image> image =
        image(configuration.path("imageReference"), account.location());
    nodeAgent(configuration.path("nodeAgentSkuId").asText());
    limits(properties, size);
    return new Checked(size, image);
  }

  /** Whether the gallery image that a pool was made from is no longer there. */
  boolean imageIsGone(ObjectNode properties) {
    JsonNode reference = Json.at(properties, VM_CONFIGURATION + ".imageReference");
    return IDS.stream()
        .filter(reference::has)
        .anyMatch(id -> images.find(new ResourceId(Json.text(reference, id))).isEmpty());
  }

  private VmSize size(ObjectNode properties, String location) {
    if (!properties.has("vmSize")) {
      throw BatchErrors.missing("properties.vmSize");
    }
    String name = Json.text(properties, "vmSize");
    return sizes
        .find(name)
        .filter(size -> size.offeredIn(location))
        .orElseThrow(
            () ->
                BatchErrors.invalidValue(
                    "properties.vmSize",
                    "The VM size '" + name + "' is not supported in " + location + "."));
  }

  private Optional<ImageCatalog.Image> image(JsonNode reference, String location) {
    List<String> ids = IDS.stream().filter(reference::has).toList();
    boolean marketplace = reference.has("publisher");
    if (ids.size() + (marketplace ? 1 : 0) != 1) {
      throw BatchErrors.invalidValue(
          IMAGE,
          "Exactly one of id, sharedGalleryImageId, communityGalleryImageId and publisher is needed.");
    }
    if (marketplace) {
      marketplaceComplete(reference);
      return Optional.empty();
    }
    String property = ids.get(0);
    for (String other : List.of("publisher", "offer", "sku", "version")) {
      if (reference.has(other)) {
        throw BatchErrors.invalidValue(
            IMAGE + "." + other,
            "Specified property " + other + " can only have a value when publisher is set.");
      }
    }
    return Optional.of(
        galleryImage(IMAGE + "." + property, Json.text(reference, property), location));
  }

  private static void marketplaceComplete(JsonNode reference) {
    for (String needed : List.of("offer", "sku")) {
      if (!reference.has(needed)) {
        throw BatchErrors.missing(IMAGE + "." + needed);
      }
    }
  }

  private ImageCatalog.Image galleryImage(String path, String id, String location) {
    if (id.toLowerCase(Locale.ROOT).contains("/microsoft.compute/images/")) {
      throw BatchErrors.invalidValue(
          path,
          "Pools from managed images are retired; '"
              + id
              + "' must be an image version of an "
              + "Azure Compute Gallery.");
    }
    ImageCatalog.Image image =
        images
            .find(new ResourceId(id))
            .orElseThrow(
                () ->
                    BatchErrors.invalidValue(
                        path,
                        "ImageNotFound: the image '"
                            + id
                            + "' does not exist, or is not published."));
    if (!image.regions().contains(Region.normal(location))) {
      throw BatchErrors.invalidValue(
          path,
          "ImageNotFound: the image '"
              + id
              + "' has no replica in the account's region "
              + location
              + ", only in "
              + image.regions()
              + ".");
    }
    if (!image.generalized()) {
      throw BatchErrors.invalidValue(
          path, "The image '" + id + "' is specialized; a pool needs a generalized one.");
    }
    return image;
  }

  private void nodeAgent(String nodeAgent) {
    if (nodeAgents.stream().noneMatch(nodeAgent::equalsIgnoreCase)) {
      throw BatchErrors.nodeAgentNotFound(nodeAgent, nodeAgents);
    }
  }

  private static void limits(ObjectNode properties, VmSize size) {
    int slots = properties.path("taskSlotsPerNode").asInt(1);
    int most = Math.min(MOST_TASK_SLOTS, 4 * size.cores());
    if (slots < 1 || slots > most) {
      throw BatchErrors.invalidValue(
          "properties.taskSlotsPerNode",
          "It must lie between 1 and " + most + " for " + size.name() + ".");
    }
    atMost(properties, "applicationPackages", 10);
    atMost(properties, "networkConfiguration.endpointConfiguration.inboundNatPools", 5);
    if (Json.text(properties, "displayName").length() > 1024) {
      throw BatchErrors.invalidValue(
          "properties.displayName", "It is longer than 1024 characters.");
    }
  }

  private static void atMost(ObjectNode properties, String list, int most) {
    if (Json.at(properties, list).size() > most) {
      throw BatchErrors.invalidValue(
          "properties." + list, "It has more than " + most + " elements.");
    }
  }
}
