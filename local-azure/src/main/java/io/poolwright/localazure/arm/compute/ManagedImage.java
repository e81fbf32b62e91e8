package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.ResourceId;
import org.jspecify.annotations.Nullable;

/** A stored managed image. */
public record ManagedImage(
    ResourceId id, String location, @Nullable ObjectNode tags, ObjectNode properties) {

  String osType() {
    return Json.text(properties, "storageProfile.osDisk.osType");
  }

  String osState() {
    return Json.text(properties, "storageProfile.osDisk.osState");
  }

  String generation() {
    return Json.text(properties, "hyperVGeneration");
  }

  ObjectNode json() {
    ObjectNode all = properties.deepCopy();
    all.put("provisioningState", "Succeeded");
    return Json.object(
        "id", id,
        "name", id.name(),
        "type", "Microsoft.Compute/images",
        "location", location,
        "tags", tags,
        "properties", all);
  }
}
