package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Latencies;
import io.poolwright.localazure.arm.core.Operations;
import io.poolwright.localazure.arm.core.Paging;
import io.poolwright.localazure.arm.core.Preconditions;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Routes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The image version resource: publication, replication, deletion. */
final class ImageVersions {
  private static final String VERSION = ImageDefinitions.DEFINITION + "/versions/{version}";

  /** What this resource builds on. */
  record Parts(
      GalleryStore store,
      VersionSources sources,
      SourceDisks disks,
      TargetRegions regions,
      Operations operations) {}

  private final Parts parts;
  private final Latencies latencies;
  private final Clock clock;

  ImageVersions(Parts parts, Latencies latencies, Clock clock) {
    this.parts = parts;
    this.latencies = latencies;
    this.clock = clock;
  }

  void serve(Routes routes) {
    routes.add("GET", VERSION, this::get);
    routes.add("GET", ImageDefinitions.DEFINITION + "/versions", this::list);
    routes.add("PUT", VERSION, this::look, this::put);
    routes.add("PATCH", VERSION, this::patch);
    routes.add("DELETE", VERSION, this::delete);
  }

  private BlobLook look(ArmRequest request) {
    return Optional.ofNullable(request.body())
        .flatMap(VersionSources::blob)
        .map(uri -> BlobLook.at(uri, parts.disks()))
        .orElseGet(BlobLook::none);
  }

  private ArmResponse get(ArmRequest request) {
    boolean expand =
        request
            .query("$expand")
            .filter(value -> value.equalsIgnoreCase("ReplicationStatus"))
            .isPresent();
    return ArmResponse.ok(ImageVersionJson.of(existing(request), clock.instant(), expand));
  }

  private ArmResponse list(ArmRequest request) {
    ImageDefinition definition = definition(request);
    Instant now = clock.instant();
    return Paging.whole(
        parts.store().versions(definition.id()).stream()
            .map(version -> ImageVersionJson.of(version, now, false))
            .toList());
  }

  private ArmResponse put(ArmRequest request, BlobLook blob) {
    ImageDefinition definition = definition(request);
    VersionBody.checkName(request.name("version"));
    ResourceId id = definition.id().child("versions", request.name("version"));
    Optional<ImageVersion> existing = parts.store().version(id);
    if (!Preconditions.hold(request, existing.map(version -> "\"" + version.createdAt() + "\""))) {
      throw ComputeErrors.conditionNotMet();
    }
    ObjectNode body = Json.withoutNulls(request.requiredBody());
    String location = VersionBody.location(body, definition);
    ObjectNode properties = VersionBody.properties(body, location, parts.regions());
    Instant now = clock.instant();
    if (existing.isPresent()) {
      refuseDeleting(existing.get());
      VersionBody.checkSource(existing.get(), properties);
      if (!existing.get().isFailed(now)) {
        return update(request, existing.get(), VersionBody.tags(body), properties);
      }
    }
    ImageVersion version = created(id, location, definition, body, properties, blob);
    parts.store().put(version);
    ObjectNode answer = ImageVersionJson.of(version, now, false);
    return parts
        .operations()
        .start(
            request,
            location,
            version.settledAt(),
            version.failure(),
            existing.isPresent() ? ArmResponse.ok(answer) : ArmResponse.created(answer));
  }

  private ImageVersion created(
      ResourceId id,
      String location,
      ImageDefinition definition,
      ObjectNode body,
      ObjectNode properties,
      BlobLook blob) {
    var failure = parts.sources().judge(properties, definition, blob);
    Instant now = clock.instant();
    Instant published = now.plus(latencies.publish());
    Instant replicated = published.plus(latencies.replication());
    return new ImageVersion(
        id,
        location,
        VersionBody.tags(body),
        properties,
        now,
        failure.isPresent() ? published : replicated,
        TargetRegions.replicas(properties, List.of(), now, replicated),
        failure.orElse(null),
        null);
  }

  /** Merges: what the patch does not mention stays. */
  private ArmResponse patch(ArmRequest request) {
    ImageVersion version = existing(request);
    refuseDeleting(version);
    ObjectNode body = Json.withoutNulls(request.requiredBody());
    ObjectNode properties = version.properties().deepCopy();
    JsonNode given = body.path("properties");
    if (given.has("storageProfile")) {
      properties.set("storageProfile", given.get("storageProfile"));
    }
    ObjectNode profile = properties.withObjectProperty("publishingProfile");
    given
        .path("publishingProfile")
        .properties()
        .forEach(p -> profile.set(p.getKey(), p.getValue()));
    VersionBody.hideSignature(properties);
    VersionBody.checkSource(version, properties);
    parts.regions().complete(properties, version.location());
    ObjectNode tags = VersionBody.tags(body);
    return update(request, version, tags == null ? version.tags() : tags, properties);
  }

  private ArmResponse update(
      ArmRequest request, ImageVersion version, @Nullable ObjectNode tags, ObjectNode properties) {
    Instant now = clock.instant();
    var replicas =
        TargetRegions.replicas(
            properties, version.replicas(), now, now.plus(latencies.replication()));
    ImageVersion updated = version.updated(tags, properties, replicas);
    parts.store().put(updated);
    Instant end = updated.settledAt().isAfter(now) ? updated.settledAt() : now;
    return parts
        .operations()
        .start(
            request,
            updated.location(),
            end,
            updated.failure(),
            ArmResponse.ok(ImageVersionJson.of(updated, now, false)));
  }

  private ArmResponse delete(ArmRequest request) {
    ImageDefinition definition = definition(request);
    Optional<ImageVersion> existing =
        parts.store().version(definition.id().child("versions", request.name("version")));
    if (existing.isEmpty()) {
      return ArmResponse.empty(204);
    }
    ImageVersion version = existing.get();
    Instant goneAt = version.goneAt();
    Instant end = goneAt == null ? clock.instant().plus(latencies.delete()) : goneAt;
    parts.store().put(version.deleted(end));
    return parts.operations().start(request, version.location(), end, null, ArmResponse.empty(202));
  }

  private static void refuseDeleting(ImageVersion version) {
    if (version.goneAt() != null) {
      throw ComputeErrors.notAllowed(
          "The image version '" + version.id().name() + "' is being deleted.");
    }
  }

  private ImageDefinition definition(ArmRequest request) {
    ResourceId id = ImageDefinitions.id(request);
    return parts.store().definitions.get(id).orElseThrow(() -> ComputeErrors.parentNotFound(id));
  }

  private ImageVersion existing(ArmRequest request) {
    ResourceId id = definition(request).id().child("versions", request.name("version"));
    return parts.store().version(id).orElseThrow(() -> ComputeErrors.notFound(id));
  }
}
