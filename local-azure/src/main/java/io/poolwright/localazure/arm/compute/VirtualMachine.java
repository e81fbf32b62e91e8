package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.ResourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored virtual machine.
 *
 * @param osType Linux or Windows
 * @param generation V1 or V2
 * @param generalized ARM's flag; it says nothing about the guest
 * @param extensions the names of those that are installed; states of before had none
 */
public record VirtualMachine(
    ResourceId id,
    String location,
    String vmSize,
    String osType,
    String generation,
    int osDiskSizeGB,
    Instant timeCreated,
    boolean generalized,
    Power power,
    List<String> extensions) {
  public VirtualMachine(
      ResourceId id,
      String location,
      String vmSize,
      String osType,
      String generation,
      int osDiskSizeGB,
      Instant timeCreated,
      boolean generalized,
      Power power,
      @Nullable List<String> extensions) {
    this.id = id;
    this.location = location;
    this.vmSize = vmSize;
    this.osType = osType;
    this.generation = generation;
    this.osDiskSizeGB = osDiskSizeGB;
    this.timeCreated = timeCreated;
    this.generalized = generalized;
    this.power = power;
    this.extensions = extensions == null ? List.of() : List.copyOf(extensions);
  }

  VirtualMachine with(Power newPower) {
    return changed(generalized, newPower);
  }

  VirtualMachine marked() {
    return changed(true, power);
  }

  private VirtualMachine changed(boolean marked, Power newPower) {
    return new VirtualMachine(
        id,
        location,
        vmSize,
        osType,
        generation,
        osDiskSizeGB,
        timeCreated,
        marked,
        newPower,
        extensions);
  }

  ObjectNode json(Instant now, boolean withInstanceView) {
    return Json.object(
        "id",
        id,
        "name",
        id.name(),
        "type",
        "Microsoft.Compute/virtualMachines",
        "location",
        location,
        "resources",
        extensions.isEmpty() ? null : extensions.stream().map(this::extension).toList(),
        "properties",
        Json.object(
            "vmId", UUID.nameUUIDFromBytes(id.key().getBytes(StandardCharsets.UTF_8)),
            "hardwareProfile", Json.object("vmSize", vmSize),
            "storageProfile", Json.object("osDisk", osDisk()),
            "osProfile", Json.object("computerName", id.name()),
            "provisioningState", provisioningState(now),
            "instanceView", withInstanceView ? instanceView(now) : null,
            "timeCreated", timeCreated));
  }

  ObjectNode instanceView(Instant now) {
    List<ObjectNode> statuses = new ArrayList<>();
    statuses.add(
        Json.object(
            "code",
            power.isChanging(now) ? "ProvisioningState/updating" : "ProvisioningState/succeeded",
            "level",
            "Info",
            "displayStatus",
            power.isChanging(now) ? "Updating" : "Provisioning succeeded",
            "time",
            timeCreated));
    if (generalized) {
      statuses.add(
          Json.object(
              "code", "OSState/generalized", "level", "Info", "displayStatus", "VM generalized"));
    }
    statuses.add(
        Json.object(
            "code", "PowerState/" + power.at(now),
            "level", "Info",
            "displayStatus", "VM " + power.at(now)));
    return Json.object("hyperVGeneration", generation, "statuses", statuses);
  }

  private ObjectNode extension(String name) {
    return Json.object(
        "id",
        id.child("extensions", name),
        "name",
        name,
        "type",
        "Microsoft.Compute/virtualMachines/extensions",
        "location",
        location,
        "properties",
        Json.object("provisioningState", "Succeeded"));
  }

  private ObjectNode osDisk() {
    String disk = id.name() + "_OsDisk";
    return Json.object(
        "osType", osType,
        "name", disk,
        "createOption", "FromImage",
        "managedDisk", Json.object("id", id.parent().child("disks", disk)),
        "diskSizeGB", osDiskSizeGB);
  }

  private String provisioningState(Instant now) {
    return power.isChanging(now) ? "Updating" : "Succeeded";
  }
}
