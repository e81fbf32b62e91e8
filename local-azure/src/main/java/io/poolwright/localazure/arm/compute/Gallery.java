package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.ResourceId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stored gallery.
 *
 * @param communityName the public name by which everybody can reach it, or null
 * @param sharedName the unique name by which it is shared, or null
 */
public record Gallery(
    ResourceId id,
    String location,
    @Nullable ObjectNode tags,
    ObjectNode properties,
    @Nullable String communityName,
    @Nullable String sharedName) {

  ObjectNode json() {
    ObjectNode all = properties.deepCopy();
    all.setAll(
        Json.object(
            "identifier",
            Json.object("uniqueName", uniqueName()),
            "provisioningState",
            "Succeeded"));
    return Json.object(
        "id", id,
        "name", id.name(),
        "type", "Microsoft.Compute/galleries",
        "location", location,
        "tags", tags,
        "properties", all);
  }

  /** Shared galleries are addressed by subscription and name in capitals. */
  String uniqueName() {
    return sharedName != null
        ? sharedName
        : id.after("subscriptions").orElse("") + "-" + id.name().toUpperCase(Locale.ROOT);
  }
}
