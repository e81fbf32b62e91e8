package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Operations;
import io.poolwright.localazure.arm.core.Paging;
import io.poolwright.localazure.arm.core.Region;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Routes;
import java.time.Clock;
import java.util.Optional;

/** The gallery resource. */
final class Galleries {
  static final String GALLERY = ComputeProvider.GROUP + "/galleries/{gallery}";

  private final GalleryStore store;
  private final Operations operations;
  private final Clock clock;

  Galleries(GalleryStore store, Operations operations, Clock clock) {
    this.store = store;
    this.operations = operations;
    this.clock = clock;
  }

  void serve(Routes routes) {
    routes.add("GET", GALLERY, request -> ArmResponse.ok(existing(request).json()));
    routes.add("GET", ComputeProvider.GROUP + "/galleries", this::list);
    routes.add("GET", ComputeProvider.SUBSCRIPTION + "/galleries", this::list);
    routes.add("PUT", GALLERY, this::put);
  }

  /** The id of the gallery in the address, also when the address goes on below it. */
  static ResourceId id(ArmRequest request) {
    return new ResourceId(
        "/subscriptions/"
            + request.name("subscription")
            + "/resourceGroups/"
            + request.name("group")
            + "/providers/Microsoft.Compute/galleries/"
            + request.name("gallery"));
  }

  private ArmResponse list(ArmRequest request) {
    ResourceId scope = ComputeProvider.scope(request);
    return Paging.whole(
        store.galleries.all().stream()
            .filter(gallery -> gallery.id().isUnder(scope))
            .map(Gallery::json)
            .toList());
  }

  private ArmResponse put(ArmRequest request) {
    String name = request.name("gallery");
    if (!name.matches("[a-zA-Z0-9]([a-zA-Z0-9_.]{0,78}[a-zA-Z0-9_])?")) {
      throw ComputeErrors.invalid(
          "galleryName",
          "The gallery name '"
              + name
              + "' is invalid: up to 80 letters, digits, dots and "
              + "underscores; no dashes.");
    }
    ObjectNode body = Json.withoutNulls(request.requiredBody());
    String location = Json.text(body, "location");
    if (location.isEmpty()) {
      throw ComputeErrors.locationRequired();
    }
    Optional<Gallery> before = store.galleries.get(id(request));
    if (before.isPresent() && !Region.same(before.get().location(), location)) {
      throw ComputeErrors.unchangeable("location");
    }
    Gallery gallery = read(before, id(request), Region.normal(location), body);
    store.galleries.put(gallery.id(), gallery);
    ArmResponse answer =
        before.isPresent() ? ArmResponse.ok(gallery.json()) : ArmResponse.created(gallery.json());
    return operations.start(request, gallery.location(), clock.instant(), null, answer);
  }

  private static Gallery read(
      Optional<Gallery> before, ResourceId id, String location, ObjectNode body) {
    ObjectNode properties = body.withObjectProperty("properties").deepCopy();
    properties.remove("provisioningState");
    properties.remove("identifier");
    return new Gallery(
        before.map(Gallery::id).orElse(id),
        location,
        body.get("tags") instanceof ObjectNode tags ? tags : null,
        properties,
        before.map(Gallery::communityName).orElse(null),
        before.map(Gallery::sharedName).orElse(null));
  }

  private Gallery existing(ArmRequest request) {
    ResourceId id = id(request);
    return store.galleries.get(id).orElseThrow(() -> ComputeErrors.notFound(id));
  }
}
