package io.poolwright.worker.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion;

/** Reads a gallery image definition as Compute writes it. */
final class ImageDefinitionJson {
  private ImageDefinitionJson() {}

  /** Compute leaves the generation out where it is V1, its default. */
  static ImageDefinition read(JsonNode resource) {
    JsonNode properties = resource.path("properties");
    return new ImageDefinition(
        ImageVersion.shortForm(resource.path("location").asText()),
        properties.path("osType").asText().equalsIgnoreCase(OsType.WINDOWS.azureName())
            ? OsType.WINDOWS
            : OsType.LINUX,
        properties.path("hyperVGeneration").asText().equalsIgnoreCase("V2")
            ? HyperVGeneration.V2
            : HyperVGeneration.V1,
        properties.path("osState").asText().equalsIgnoreCase("Generalized"));
  }
}
