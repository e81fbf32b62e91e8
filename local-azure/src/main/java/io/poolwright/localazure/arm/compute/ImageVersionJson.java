package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.Json;
import java.time.Instant;
import java.util.List;

/** An image version as Microsoft.Compute shows it. */
final class ImageVersionJson {
  private ImageVersionJson() {}

  /** With {@code replicationStatus} if the caller expands it. */
  static ObjectNode of(ImageVersion version, Instant now, boolean withReplication) {
    ObjectNode properties = version.properties().deepCopy();
    properties
        .withObjectProperty("publishingProfile")
        .put("publishedDate", version.createdAt().toString());
    properties.withObjectProperty("safetyProfile");
    properties.put("provisioningState", version.provisioningState(now));
    if (withReplication) {
      properties.set("replicationStatus", replication(version, now));
    }
    return Json.object(
        "id", version.id(),
        "name", version.id().name(),
        "type", "Microsoft.Compute/galleries/images/versions",
        "location", version.location(),
        "tags", version.tags(),
        "properties", properties);
  }

  private static ObjectNode replication(ImageVersion version, Instant now) {
    List<ObjectNode> summary =
        version.replicas().stream().map(replica -> region(version, replica, now)).toList();
    boolean complete = version.replicas().stream().allMatch(replica -> replica.isComplete(now));
    String aggregated = complete ? "Completed" : "InProgress";
    return Json.object(
        "aggregatedState", version.isFailed(now) ? "Failed" : aggregated, "summary", summary);
  }

  private static ObjectNode region(ImageVersion version, Replica replica, Instant now) {
    var failure = version.failure();
    if (failure != null && version.isFailed(now)) {
      return summary(replica.region(), "Failed", failure.message(), 0);
    }
    return replica.isComplete(now)
        ? summary(replica.region(), "Completed", "", 100)
        : summary(replica.region(), "Replicating", "", replica.progress(now));
  }

  private static ObjectNode summary(String region, String state, String details, int progress) {
    return Json.object("region", region, "state", state, "details", details, "progress", progress);
  }
}
