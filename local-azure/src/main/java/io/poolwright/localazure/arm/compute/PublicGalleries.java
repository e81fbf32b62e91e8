package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Region;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Routes;
import java.time.Clock;

/**
 * Community and shared galleries as seen from a subscription: definitions and versions, to read.
 */
final class PublicGalleries {
  private final GalleryCatalog catalog;
  private final Clock clock;

  PublicGalleries(GalleryCatalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  void serve(Routes routes) {
    for (String kind : new String[] {"communityGalleries", "sharedGalleries"}) {
      String definition =
          ComputeProvider.SUBSCRIPTION
              + "/locations/{location}/"
              + kind
              + "/{gallery}/images/{definition}";
      routes.add("GET", definition, this::definition);
      routes.add("GET", definition + "/versions/{version}", this::version);
    }
  }

  private ArmResponse definition(ArmRequest request) {
    ImageDefinition definition = find(request);
    return ArmResponse.ok(
        Json.object(
            "name", definition.id().name(),
            "location", request.name("location"),
            "properties", definition.properties(),
            "identifier", identifier(request)));
  }

  private ArmResponse version(ArmRequest request) {
    String location = Region.normal(request.name("location"));
    ImageVersion version =
        catalog
            .version(find(request), request.id())
            .filter(found -> found.completeRegions(clock.instant()).contains(location))
            .orElseThrow(() -> ComputeErrors.notFound(request.id()));
    return ArmResponse.ok(
        Json.object(
            "name", version.id().name(),
            "location", request.name("location"),
            "properties",
                Json.object("publishedDate", version.createdAt(), "excludeFromLatest", false),
            "identifier", identifier(request)));
  }

  private ImageDefinition find(ArmRequest request) {
    ResourceId id = request.id();
    return catalog
        .gallery(id)
        .flatMap(gallery -> catalog.definition(gallery, id))
        .orElseThrow(() -> ComputeErrors.notFound(id));
  }

  private static ObjectNode identifier(ArmRequest request) {
    String id = request.id().text();
    return Json.object("uniqueId", id.replaceFirst("(?i).*/locations/[^/]*", ""));
  }
}
