package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Operations;
import io.poolwright.localazure.arm.core.Paging;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Routes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The image definition resource. Its fields that decide what boots cannot be changed. */
final class ImageDefinitions {
  static final String DEFINITION = Galleries.GALLERY + "/images/{definition}";
  private static final List<String> IMMUTABLE =
      List.of("osType", "osState", "hyperVGeneration", "identifier", "architecture");
  private static final List<String> REQUIRED =
      List.of("osType", "osState", "identifier.publisher", "identifier.offer", "identifier.sku");

  private final GalleryStore store;
  private final Operations operations;
  private final Clock clock;

  ImageDefinitions(GalleryStore store, Operations operations, Clock clock) {
    this.store = store;
    this.operations = operations;
    this.clock = clock;
  }

  void serve(Routes routes) {
    routes.add("GET", DEFINITION, request -> ArmResponse.ok(existing(request).json()));
    routes.add("GET", Galleries.GALLERY + "/images", this::list);
    routes.add("PUT", DEFINITION, this::put);
    routes.add("DELETE", DEFINITION, this::delete);
  }

  /** The id of the definition in the address, also when the address goes on below it. */
  static ResourceId id(ArmRequest request) {
    return Galleries.id(request).child("images", request.name("definition"));
  }

  private ArmResponse list(ArmRequest request) {
    Gallery gallery = gallery(request);
    return Paging.whole(
        store.definitions.under(gallery.id()).stream().map(ImageDefinition::json).toList());
  }

  private ArmResponse put(ArmRequest request) {
    Gallery gallery = gallery(request);
    String name = request.name("definition");
    if (!name.matches("[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,78}[a-zA-Z0-9_])?")) {
      throw ComputeErrors.invalid(
          "galleryImageName",
          "The image definition name '"
              + name
              + "' is invalid: up to 80 letters, digits, dots, "
              + "dashes and underscores.");
    }
    ObjectNode body = Json.withoutNulls(request.requiredBody());
    if (Json.text(body, "location").isEmpty()) {
      throw ComputeErrors.locationRequired();
    }
    ImageDefinition definition = read(gallery, name, body);
    Optional<ImageDefinition> existing = store.definitions.get(definition.id());
    existing.ifPresent(before -> checkImmutable(before, definition));
    checkUnique(gallery, definition);
    store.definitions.put(definition.id(), definition);
    ArmResponse answer =
        existing.isPresent()
            ? ArmResponse.ok(definition.json())
            : ArmResponse.created(definition.json());
    return operations.start(request, gallery.location(), clock.instant(), null, answer);
  }

  private static ImageDefinition read(Gallery gallery, String name, ObjectNode body) {
    ObjectNode properties = body.withObjectProperty("properties").deepCopy();
    properties.remove("provisioningState");
    for (String required : REQUIRED) {
      if (Json.text(properties, required).isEmpty()) {
        throw ComputeErrors.invalid(
            "galleryImage.properties." + required,
            "Required parameter 'galleryImage.properties." + required + "' is missing (null).");
      }
    }
    oneOf(properties, "osType", List.of("Linux", "Windows"));
    oneOf(properties, "osState", List.of("Generalized", "Specialized"));
    if (!properties.has("hyperVGeneration")) {
      properties.put("hyperVGeneration", "V1");
    }
    oneOf(properties, "hyperVGeneration", List.of("V1", "V2"));
    if (properties.has("architecture")) {
      oneOf(properties, "architecture", List.of("x64", "Arm64"));
    }
    ObjectNode tags = body.get("tags") instanceof ObjectNode given ? given : null;
    return new ImageDefinition(
        gallery.id().child("images", name), gallery.location(), tags, properties);
  }

  private static void oneOf(ObjectNode properties, String name, List<String> allowed) {
    String value = Json.text(properties, name);
    if (allowed.stream().noneMatch(value::equalsIgnoreCase)) {
      throw ComputeErrors.invalid(
          "galleryImage.properties." + name, "'" + value + "' is not one of " + allowed + ".");
    }
  }

  private static void checkImmutable(ImageDefinition before, ImageDefinition after) {
    for (String name : IMMUTABLE) {
      if (!before.properties().path(name).equals(after.properties().path(name))) {
        throw ComputeErrors.unchangeable("galleryImage.properties." + name);
      }
    }
  }

  private void checkUnique(Gallery gallery, ImageDefinition definition) {
    for (ImageDefinition other : store.definitions.under(gallery.id())) {
      boolean sameIdentifier =
          other.properties().path("identifier").equals(definition.properties().path("identifier"));
      if (sameIdentifier && !other.id().sameAs(definition.id())) {
        throw ComputeErrors.notAllowed(
            "The identifier of the image definition '"
                + other.id().name()
                + "' is the same; publisher, offer and sku must be unique in a gallery.");
      }
    }
  }

  private ArmResponse delete(ArmRequest request) {
    Optional<ImageDefinition> existing = store.definitions.get(id(request));
    if (existing.isEmpty()) {
      return ArmResponse.empty(204);
    }
    if (!store.versions(existing.get().id()).isEmpty()) {
      throw ArmException.of(
          409,
          "CannotDeleteResource",
          "Can not delete resource before nested resources are deleted.");
    }
    store.definitions.remove(existing.get().id());
    return operations.start(
        request, existing.get().location(), clock.instant(), null, ArmResponse.empty(202));
  }

  private Gallery gallery(ArmRequest request) {
    ResourceId id = Galleries.id(request);
    return store.galleries.get(id).orElseThrow(() -> ComputeErrors.parentNotFound(id));
  }

  private ImageDefinition existing(ArmRequest request) {
    return store
        .definitions
        .get(id(request))
        .orElseThrow(() -> ComputeErrors.notFound(id(request)));
  }
}
