package io.poolwright.localazure.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.compute.ComputeProvider;
import io.poolwright.localazure.arm.compute.Gallery;
import io.poolwright.localazure.arm.compute.ImageDefinition;
import io.poolwright.localazure.arm.compute.ImageVersion;
import io.poolwright.localazure.arm.compute.ManagedImage;
import io.poolwright.localazure.arm.compute.Power;
import io.poolwright.localazure.arm.compute.Replica;
import io.poolwright.localazure.arm.compute.VirtualMachine;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the declared galleries, machines and images into an empty state. */
final class Declarations {
  private final ArmConfig config;
  private final ComputeProvider compute;
  private final Instant now;

  Declarations(ArmConfig config, ComputeProvider compute, Instant now) {
    this.config = config;
    this.compute = compute;
    this.now = now;
  }

  void store() {
    config.galleries().forEach(this::gallery);
    config.virtualMachines().forEach(this::machine);
    config.managedImages().forEach(this::image);
  }

  private void gallery(DeclaredGallery declared) {
    ResourceId id =
        id(declared.subscription(), declared.resourceGroup(), "galleries", declared.name());
    compute.declare(
        new Gallery(
            id,
            declared.location(),
            null,
            Json.object(),
            declared.communityName(),
            declared.sharedName()));
    for (DeclaredGallery.Definition definition : declared.definitions()) {
      definition(id, declared.location(), definition);
    }
  }

  private void definition(
      ResourceId gallery, String location, DeclaredGallery.Definition declared) {
    ResourceId id = gallery.child("images", declared.name());
    compute.declare(
        new ImageDefinition(
            id,
            location,
            null,
            Json.object(
                "osType", declared.osType(),
                "osState", declared.osState(),
                "hyperVGeneration", declared.generation(),
                "architecture", declared.architecture(),
                "features", features(declared),
                "identifier",
                    Json.object(
                        "publisher", "local", "offer", gallery.name(), "sku", declared.name()))));
    for (DeclaredGallery.Version version : declared.versions()) {
      compute.declare(version(id.child("versions", version.name()), location, version.regions()));
    }
  }

  private static @Nullable List<ObjectNode> features(DeclaredGallery.Definition declared) {
    return declared.features().isEmpty()
        ? null
        : declared.features().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(one -> Json.object("name", one.getKey(), "value", one.getValue()))
            .toList();
  }

  private ImageVersion version(ResourceId id, String location, List<String> regions) {
    List<Replica> replicas = regions.stream().map(region -> new Replica(region, now, now)).toList();
    var targets = regions.stream().map(region -> Json.object("name", region)).toList();
    return new ImageVersion(
        id,
        location,
        null,
        Json.object(
            "publishingProfile", Json.object("targetRegions", targets, "replicaCount", 1),
            "storageProfile", Json.object()),
        now,
        now,
        replicas,
        null,
        null);
  }

  private void machine(DeclaredMachine declared) {
    compute.declare(
        new VirtualMachine(
            id(
                declared.subscription(),
                declared.resourceGroup(),
                "virtualMachines",
                declared.name()),
            declared.location(),
            declared.vmSize(),
            declared.osType(),
            declared.generation(),
            declared.osDiskSizeGB(),
            now,
            declared.generalized(),
            new Power(declared.powerState(), declared.powerState(), now),
            declared.extensions()));
  }

  private void image(DeclaredImage declared) {
    compute.declare(
        new ManagedImage(
            id(declared.subscription(), declared.resourceGroup(), "images", declared.name()),
            declared.location(),
            null,
            Json.object(
                "hyperVGeneration", declared.generation(),
                "storageProfile",
                    Json.object(
                        "osDisk",
                        Json.object("osType", declared.osType(), "osState", "Generalized")))));
  }

  private ResourceId id(@Nullable String subscription, String group, String type, String name) {
    String owner = subscription == null ? config.subscriptions().get(0).id() : subscription;
    return new ResourceId(
        "/subscriptions/"
            + owner
            + "/resourceGroups/"
            + group
            + "/providers/Microsoft.Compute/"
            + type
            + "/"
            + name);
  }
}
