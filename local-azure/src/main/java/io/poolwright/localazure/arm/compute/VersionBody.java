package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Region;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a PUT or PATCH of an image version says, and refuses what it may not say. */
final class VersionBody {
  private VersionBody() {}

  static ObjectNode properties(ObjectNode body, String location, TargetRegions regions) {
    ObjectNode properties = body.withObjectProperty("properties").deepCopy();
    properties.remove(List.of("provisioningState", "replicationStatus"));
    hideSignature(properties);
    regions.complete(properties, location);
    return properties;
  }

  /** A shared access signature is needed once, and is nobody's to read later. */
  static void hideSignature(ObjectNode properties) {
    JsonNode source = Json.at(properties, "storageProfile.osDiskImage.source");
    if (source instanceof ObjectNode object && object.path("uri").isTextual()) {
      object.put("uri", BlobLook.withoutQuery(object.get("uri").asText()));
    }
  }

  static void checkSource(ImageVersion version, ObjectNode properties) {
    JsonNode before = version.properties().path("storageProfile");
    JsonNode after = properties.path("storageProfile");
    for (String part : List.of("source", "osDiskImage")) {
      if (!before.path(part).equals(after.path(part))) {
        throw ComputeErrors.unchangeable("galleryImageVersion.properties.storageProfile." + part);
      }
    }
  }

  static void checkName(String name) {
    if (VersionNumber.parse(name).isEmpty()) {
      throw ComputeErrors.invalid(
          "galleryImageVersionName",
          "The image version name '"
              + name
              + "' is invalid: it is <major>.<minor>.<patch>, each a "
              + "number of 32 bits.");
    }
  }

  static String location(ObjectNode body, ImageDefinition definition) {
    String location = Json.text(body, "location");
    if (location.isEmpty()) {
      throw ComputeErrors.locationRequired();
    }
    if (!Region.same(location, definition.location())) {
      throw ComputeErrors.invalid(
          "location",
          "The location '"
              + location
              + "' of the image version is not that of its gallery, '"
              + definition.location()
              + "'.");
    }
    return definition.location();
  }

  static @Nullable ObjectNode tags(ObjectNode body) {
    return body.get("tags") instanceof ObjectNode tags ? tags : null;
  }
}
