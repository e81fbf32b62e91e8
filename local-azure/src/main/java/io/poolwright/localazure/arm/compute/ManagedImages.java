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
import io.poolwright.localazure.arm.core.Shelf;
import io.poolwright.localazure.arm.core.State;
import java.time.Clock;
import java.util.Optional;

/** Managed images: made from a generalized virtual machine, or from a disk. */
final class ManagedImages {
  private static final String IMAGE = ComputeProvider.GROUP + "/images/{image}";

  private final Shelf<ManagedImage> images;
  private final VirtualMachines machines;
  private final Operations operations;
  private final Clock clock;

  ManagedImages(State state, VirtualMachines machines, Operations operations, Clock clock) {
    this.images = new Shelf<>("managedImages", ManagedImage.class, state);
    this.machines = machines;
    this.operations = operations;
    this.clock = clock;
  }

  void serve(Routes routes) {
    routes.add("GET", IMAGE, request -> ArmResponse.ok(existing(request).json()));
    routes.add("GET", ComputeProvider.GROUP + "/images", this::list);
    routes.add("GET", ComputeProvider.SUBSCRIPTION + "/images", this::list);
    routes.add("PUT", IMAGE, this::put);
    routes.add("DELETE", IMAGE, this::delete);
  }

  Optional<ManagedImage> find(ResourceId id) {
    return images.get(id);
  }

  void declare(ManagedImage image) {
    images.put(image.id(), image);
  }

  private ArmResponse list(ArmRequest request) {
    ResourceId scope = ComputeProvider.scope(request);
    return Paging.whole(
        images.all().stream()
            .filter(image -> image.id().isUnder(scope))
            .map(ManagedImage::json)
            .toList());
  }

  private ArmResponse put(ArmRequest request) {
    ObjectNode body = Json.withoutNulls(request.requiredBody());
    String location = Json.text(body, "location");
    if (location.isEmpty()) {
      throw ComputeErrors.locationRequired();
    }
    ObjectNode properties = body.withObjectProperty("properties").deepCopy();
    properties.remove("provisioningState");
    if (!properties.has("hyperVGeneration")) {
      properties.put("hyperVGeneration", "V1");
    }
    String source = Json.text(properties, "sourceVirtualMachine.id");
    if (!source.isEmpty()) {
      capture(properties, new ResourceId(source));
    } else if (Json.text(properties, "storageProfile.osDisk.osType").isEmpty()) {
      throw ComputeErrors.invalid(
          "storageProfile.osDisk", "A managed image needs sourceVirtualMachine or storageProfile.");
    }
    Optional<ManagedImage> before = images.get(request.id());
    ResourceId id = before.map(ManagedImage::id).orElse(request.id());
    ObjectNode tags = body.get("tags") instanceof ObjectNode given ? given : null;
    ManagedImage image = new ManagedImage(id, Region.normal(location), tags, properties);
    images.put(id, image);
    ArmResponse answer =
        before.isPresent() ? ArmResponse.ok(image.json()) : ArmResponse.created(image.json());
    return operations.start(request, image.location(), clock.instant(), null, answer);
  }

  private void capture(ObjectNode properties, ResourceId source) {
    VirtualMachine machine =
        machines.find(source).orElseThrow(() -> ComputeErrors.notFound(source));
    if (!machine.generalized()) {
      throw ComputeErrors.notAllowed(
          "The virtual machine '"
              + source.name()
              + "' is not generalized; an image can be made "
              + "only of a generalized one.");
    }
    properties
        .withObjectProperty("storageProfile")
        .set(
            "osDisk",
            Json.object(
                "osType", machine.osType(),
                "osState", "Generalized",
                "diskSizeGB", machine.osDiskSizeGB(),
                "caching", "ReadWrite",
                "storageAccountType", "Standard_LRS"));
  }

  private ArmResponse delete(ArmRequest request) {
    Optional<ManagedImage> existing = images.get(request.id());
    if (existing.isEmpty()) {
      return ArmResponse.empty(204);
    }
    images.remove(existing.get().id());
    return operations.start(
        request, existing.get().location(), clock.instant(), null, ArmResponse.empty(202));
  }

  private ManagedImage existing(ArmRequest request) {
    return images.get(request.id()).orElseThrow(() -> ComputeErrors.notFound(request.id()));
  }
}
