package io.poolwright.worker.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.steps.Features;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion;
import java.util.HashMap;
import java.util.Map;

/** Writes and reads a gallery image definition as Compute does. */
final class ImageDefinitionJson {
  private static final String PUBLISHER = "poolwright";
  private static final String OFFER = "images";

  private ImageDefinitionJson() {}

  /**
   * The body that makes a definition. Compute documents no condition for this call; but two bodies
   * for one job are the same, and what decides of the images cannot be changed by another's.
   *
   * <p>Publisher, offer and SKU must be unique in a gallery, as the definition's name is.
   */
  static ObjectNode of(ArmId id, ImageDefinition definition, Map<String, String> tags) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", definition.location());
    tags.forEach(body.putObject("tags")::put);
    ObjectNode properties =
        body.putObject("properties")
            .put("osType", definition.osType().azureName())
            .put("osState", definition.generalized() ? "Generalized" : "Specialized")
            .put("hyperVGeneration", definition.generation().name());
    if (definition.architecture() != null) {
      properties.put("architecture", definition.architecture());
    }
    properties
        .putObject("identifier")
        .put("publisher", PUBLISHER)
        .put("offer", OFFER)
        .put("sku", id.name());
    return body;
  }

  /**
   * Compute leaves the generation out where it is V1, its default, and of an image of somebody
   * else's also the state.
   */
  static ImageDefinition read(JsonNode resource) {
    JsonNode properties = resource.path("properties");
    return new ImageDefinition(
        location(resource),
        properties.path("osType").asText().equalsIgnoreCase(OsType.WINDOWS.azureName())
            ? OsType.WINDOWS
            : OsType.LINUX,
        properties.path("hyperVGeneration").asText().equalsIgnoreCase("V2")
            ? HyperVGeneration.V2
            : HyperVGeneration.V1,
        properties.path("osState").asText().equalsIgnoreCase("Generalized"),
        properties.path("architecture").textValue(),
        features(properties.path("features")),
        ImageVersionJson.state(properties.path("provisioningState").asText("Succeeded")));
  }

  static String location(JsonNode resource) {
    return ImageVersion.shortForm(resource.path("location").asText());
  }

  /** Without those that hold for some of the versions only. */
  private static Features features(JsonNode features) {
    Map<String, String> values = new HashMap<>();
    for (JsonNode feature : features) {
      if (!feature.hasNonNull("startsAtVersion")) {
        values.put(feature.path("name").asText(), feature.path("value").asText());
      }
    }
    return new Features(values);
  }
}
