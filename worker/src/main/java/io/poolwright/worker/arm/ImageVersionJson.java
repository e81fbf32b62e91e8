package io.poolwright.worker.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.worker.azure.SafeText;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ImageVersion.Replica;
import io.poolwright.worker.steps.ImageVersion.State;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Writes and reads a gallery image version as Compute does. */
final class ImageVersionJson {
  private ImageVersionJson() {}

  /**
   * The body that makes a version of a VHD.
   *
   * @param regions not empty; the gallery's own is the first
   */
  static ObjectNode of(StagedBlob source, List<String> regions, Map<String, String> tags) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", regions.get(0));
    tags.forEach(body.putObject("tags")::put);
    ObjectNode properties = body.putObject("properties");
    var targets = properties.putObject("publishingProfile").putArray("targetRegions");
    regions.forEach(region -> targets.addObject().put("name", region));
    properties
        .putObject("storageProfile")
        .putObject("osDiskImage")
        .putObject("source")
        .put("uri", source.url().toString())
        .put("storageAccountId", source.account().toString());
    return body;
  }

  static ImageVersion read(ArmId id, JsonNode resource) {
    JsonNode properties = resource.path("properties");
    JsonNode summary = properties.path("replicationStatus").path("summary");
    State state = state(properties.path("provisioningState").asText());
    return new ImageVersion(
        state,
        replicas(summary),
        tags(resource.path("tags")),
        state == State.FAILED ? failure(id, summary) : null);
  }

  private static State state(String provisioningState) {
    return switch (provisioningState.toLowerCase(Locale.ROOT)) {
      case "succeeded" -> State.SUCCEEDED;
      case "failed", "canceled" -> State.FAILED;
      case "deleting" -> State.DELETING;
      default -> State.CREATING;
    };
  }

  private static Map<String, Replica> replicas(JsonNode summary) {
    Map<String, Replica> replicas = new HashMap<>();
    for (JsonNode entry : summary) {
      boolean completed = entry.path("state").asText().equalsIgnoreCase("Completed");
      int progress = Math.max(0, Math.min(100, entry.path("progress").asInt()));
      replicas.put(
          ImageVersion.shortForm(entry.path("region").asText()), new Replica(completed, progress));
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
