package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Operation.Failure;
import io.poolwright.localazure.arm.core.ResourceId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What an image version is made from, judged against its definition. Resources are judged at the
 * PUT, with a 400; a blob only in the course of the operation, which then fails.
 */
final class VersionSources {
  private static final String OS_DISK = "osDiskImage.source";

  private final VirtualMachines machines;
  private final ManagedImages images;
  private final GalleryCatalog galleries;
  private final Clock clock;

  VersionSources(
      VirtualMachines machines, ManagedImages images, GalleryCatalog galleries, Clock clock) {
    this.machines = machines;
    this.images = images;
    this.galleries = galleries;
    this.clock = clock;
  }

  /** The blob that a body names, if it names one. */
  static Optional<String> blob(JsonNode body) {
    JsonNode uri = Json.at(body, "properties.storageProfile." + OS_DISK + ".uri");
    return uri.isTextual() ? Optional.of(uri.asText()) : Optional.empty();
  }

  /**
   * Judges the source.
   *
   * @return why the operation will fail, or empty
   * @throws ArmException 400 when the source is none, or does not fit the definition
   */
  Optional<Failure> judge(ObjectNode properties, ImageDefinition definition, BlobLook blob) {
    JsonNode storage = properties.path("storageProfile");
    JsonNode source = storage.path("source");
    boolean fromDisk = Json.at(storage, OS_DISK).isObject();
    if (source.isObject() == fromDisk) {
      throw ComputeErrors.invalid(
          "galleryImageVersion.properties.storageProfile",
          "Exactly one of storageProfile.source and storageProfile.osDiskImage.source is needed.");
    }
    if (fromDisk) {
      return disk(Json.at(storage, OS_DISK), blob);
    }
    String id = Json.text(source, "virtualMachineId");
    resource(new ResourceId(id.isEmpty() ? Json.text(source, "id") : id), definition);
    return Optional.empty();
  }

  private static Optional<Failure> disk(JsonNode source, BlobLook blob) {
    if (!source.has("uri") || !source.has("storageAccountId")) {
      throw ComputeErrors.invalid(
          "galleryImageVersion.properties.storageProfile." + OS_DISK,
          "A VHD is given by both uri and storageAccountId.");
    }
    return blob.failure();
  }

  private void resource(ResourceId id, ImageDefinition definition) {
    if (id.after("virtualMachines").isPresent()) {
      machine(machines.find(id).orElseThrow(() -> ComputeErrors.notFound(id)), definition);
    } else if (id.after("galleries").isPresent()) {
      version(id, definition);
    } else if (id.after("images").isPresent()) {
      ManagedImage image = images.find(id).orElseThrow(() -> ComputeErrors.notFound(id));
      same(id, "OS type", image.osType(), definition.osType());
      same(id, "OS state", image.osState(), definition.osState());
      same(id, "Hyper-V generation", image.generation(), definition.generation());
    } else {
      throw ComputeErrors.invalid(
          "galleryImageVersion.properties.storageProfile.source",
          "The source '" + id + "' is not a virtual machine, managed image or image version.");
    }
  }

  private void machine(VirtualMachine machine, ImageDefinition definition) {
    String state = machine.generalized() ? "Generalized" : "Specialized";
    same(machine.id(), "OS state", state, definition.osState());
    same(machine.id(), "OS type", machine.osType(), definition.osType());
    same(machine.id(), "Hyper-V generation", machine.generation(), definition.generation());
    String power = machine.power().at(clock.instant());
    if (!power.equals("deallocated")) {
      throw ComputeErrors.badRequest(
          "The virtual machine '"
              + machine.id()
              + "' is "
              + power
              + "; it must be deallocated to be captured.");
    }
  }

  private void version(ResourceId id, ImageDefinition definition) {
    ImageDefinition other =
        galleries
            .gallery(id)
            .flatMap(gallery -> galleries.definition(gallery, id))
            .filter(found -> galleries.find(id).isPresent())
            .orElseThrow(() -> ComputeErrors.notFound(id));
    same(id, "OS type", other.osType(), definition.osType());
    same(id, "OS state", other.osState(), definition.osState());
    same(id, "Hyper-V generation", other.generation(), definition.generation());
  }

  /** In the words of a recorded refusal (azure-cli issue 24972). */
  private static void same(ResourceId id, String what, String is, String wanted) {
    if (!is.equalsIgnoreCase(wanted)) {
      throw ComputeErrors.badRequest(
          "The resource with id '"
              + id
              + "' has a different "
              + what
              + " "
              + quoted(is)
              + " than the parent gallery image "
              + what
              + " "
              + quoted(wanted)
              + ".");
    }
  }

  private static List<String> quoted(String text) {
    return List.of("'" + text + "'");
  }
}
