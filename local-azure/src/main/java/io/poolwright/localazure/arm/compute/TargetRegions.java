package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The publishing profile of an image version: its defaults, its rules, its replicas. */
final class TargetRegions {
  private static final String PATH =
      "galleryImageVersion.properties.publishingProfile.targetRegions";

  private final List<String> locations;

  TargetRegions(List<String> locations) {
    this.locations = locations.stream().map(Region::normal).toList();
  }

  /**
   * Fills in the defaults, and checks the regions.
   *
   * @throws ArmException 400 InvalidParameter for an unknown, repeated or missing region
   */
  void complete(ObjectNode properties, String home) {
    ObjectNode profile = properties.withObjectProperty("publishingProfile");
    if (!profile.has("replicaCount")) {
      profile.put("replicaCount", 1);
    }
    if (!profile.has("excludeFromLatest")) {
      profile.put("excludeFromLatest", false);
    }
    if (!profile.has("storageAccountType")) {
      profile.put("storageAccountType", "Standard_LRS");
    }
    if (profile.path("targetRegions").isEmpty()) {
      profile.set("targetRegions", Json.array(List.of(Json.object("name", home))));
    }
    ArrayNode completed = Json.array(List.of());
    for (JsonNode region : profile.path("targetRegions")) {
      completed.add(completed(region, profile));
    }
    profile.set("targetRegions", completed);
    check(names(properties), home);
  }

  static List<String> names(ObjectNode properties) {
    List<String> names = new ArrayList<>();
    Json.at(properties, "publishingProfile.targetRegions")
        .forEach(region -> names.add(Json.text(region, "name")));
    return names;
  }

  /** The replicas for the regions now wanted: those there are stay, others start. */
  static List<Replica> replicas(
      ObjectNode properties, List<Replica> before, Instant start, Instant end) {
    List<Replica> replicas = new ArrayList<>();
    for (String name : names(properties)) {
      Optional<Replica> there = before.stream().filter(replica -> replica.isIn(name)).findFirst();
      replicas.add(there.orElseGet(() -> new Replica(name, start, end)));
    }
    return replicas;
  }

  private static ObjectNode completed(JsonNode region, ObjectNode profile) {
    ObjectNode whole =
        Json.object(
            "regionalReplicaCount", profile.path("replicaCount"),
            "storageAccountType", profile.path("storageAccountType"),
            "excludeFromLatest", false);
    region.properties().forEach(given -> whole.set(given.getKey(), given.getValue()));
    return whole;
  }

  private void check(List<String> names, String home) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!locations.contains(Region.normal(name))) {
        throw ComputeErrors.invalid(
            PATH, "The region '" + name + "' is not one of " + locations + ".");
      }
      if (!seen.add(Region.normal(name))) {
        throw ComputeErrors.invalid(PATH, "The region '" + name + "' is given twice.");
      }
    }
    if (!seen.contains(Region.normal(home))) {
      throw ComputeErrors.invalid(
          PATH,
          "The publishing profile regions must contain the location of the image version '"
              + home
              + "'.");
    }
  }
}
