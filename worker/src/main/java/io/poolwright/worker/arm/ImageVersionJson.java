package io.poolwright.worker.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.worker.azure.SafeText;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ImageVersion.Replica;
import io.poolwright.worker.steps.ImageVersion.State;
import io.poolwright.worker.steps.TargetRegion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Writes and reads a gallery image version as Compute does. */
final class ImageVersionJson {
  private ImageVersionJson() {}

  /**
   * The body that makes a version.
   *
   * @param regions not empty; the gallery's own is the first
   */
  static ObjectNode of(ImagePlan.Made plan, List<TargetRegion> regions, Map<String, String> tags) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", regions.get(0).name());
    tags.forEach(body.putObject("tags")::put);
    ObjectNode properties = body.putObject("properties");
    var targets = properties.putObject("publishingProfile").putArray("targetRegions");
    regions.forEach(region -> put(region, targets.addObject()));
    ObjectNode storage = properties.putObject("storageProfile");
    if (plan instanceof ImagePlan.OfVhd vhd) {
      put(vhd.staged(), storage);
    } else if (plan instanceof ImagePlan.OfVhdInPlace vhd) {
      put(vhd.vhd(), storage);
    } else if (plan instanceof ImagePlan.OfResource resource) {
      boolean machine = resource.source().isOf("Microsoft.Compute/virtualMachines");
      storage
          .putObject("source")
          .put(machine ? "virtualMachineId" : "id", resource.source().toString());
    }
    return body;
  }

  /**
   * The body that asks for more replicas in one region, and in the others for what they have.
   *
   * @param version as it was read
   */
  static ObjectNode replicating(JsonNode version, TargetRegion region) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode targets =
        body.putObject("properties").putObject("publishingProfile").putArray("targetRegions");
    for (JsonNode known : version.at("/properties/publishingProfile/targetRegions")) {
      if (!region.isIn(known.path("name").asText())) {
        targets.add(known);
      }
    }
    put(region, targets.addObject());
    return body;
  }

  private static void put(StagedBlob vhd, ObjectNode storage) {
    storage
        .putObject("osDiskImage")
        .putObject("source")
        .put("uri", vhd.url().toString())
        .put("storageAccountId", vhd.account().toString());
  }

  private static void put(TargetRegion region, ObjectNode target) {
    target.put("name", region.name()).put("regionalReplicaCount", region.replicas());
  }

  static ImageVersion read(ArmId id, JsonNode resource) {
    JsonNode properties = resource.path("properties");
    JsonNode summary = properties.path("replicationStatus").path("summary");
    State state = state(properties.path("provisioningState").asText());
    return new ImageVersion(
        state,
        replicas(properties.at("/publishingProfile/targetRegions"), summary),
        tags(resource.path("tags")),
        state == State.FAILED ? failure(id, summary) : null);
  }

  static State state(String provisioningState) {
    return switch (provisioningState.toLowerCase(Locale.ROOT)) {
      case "succeeded" -> State.SUCCEEDED;
      case "failed", "canceled" -> State.FAILED;
      case "deleting" -> State.DELETING;
      default -> State.CREATING;
    };
  }

  private static Map<String, Replica> replicas(JsonNode targets, JsonNode summary) {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode target : targets) {
      counts.put(
          ImageVersion.shortForm(target.path("name").asText()),
          target.path("regionalReplicaCount").asInt(1));
    }
    Map<String, Replica> replicas = new HashMap<>();
    for (JsonNode entry : summary) {
      String region = ImageVersion.shortForm(entry.path("region").asText());
      boolean completed = entry.path("state").asText().equalsIgnoreCase("Completed");
      int progress = Math.max(0, Math.min(100, entry.path("progress").asInt()));
      replicas.put(region, new Replica(completed, progress, counts.getOrDefault(region, 1)));
    }
    return replicas;
  }

  private static Map<String, String> tags(JsonNode tags) {
    Map<String, String> read = new HashMap<>();
    tags.properties().forEach(tag -> read.put(tag.getKey(), tag.getValue().asText()));
    return read;
  }

  /**
   * Compute keeps the reason with the operation, not with the version: a GET has at most a sentence
   * per region.
   */
  private static Failure failure(ArmId id, JsonNode summary) {
    StringJoiner reasons = new StringJoiner("; ");
    for (JsonNode entry : summary) {
      String details = entry.path("details").asText("");
      if (!details.isBlank()) {
        reasons.add(entry.path("region").asText() + ": " + details);
      }
    }
    String known =
        reasons.length() == 0 ? "Compute could not make the version" : reasons.toString();
    return Failure.lasting(
        "ImageVersionFailed",
        SafeText.of(known + ". The activity log of " + id.parent().orElse(id) + " has the reason"));
  }
}
