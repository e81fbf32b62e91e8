package io.poolwright.worker.steps;

import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import java.util.Optional;

/** What has to be true of a VM or a managed image that a version is made of. */
final class CaptureCheck {
  private static final String ID = "/image/source/id";

  private final Arm arm;

  CaptureCheck(Arm arm) {
    this.arm = arm;
  }

  Optional<SourceDisk> check(ImageRequest image, Findings findings) {
    Optional<SourceDisk> disk =
        image.source() instanceof ImageSource.VirtualMachine machine
            ? machine(machine, findings)
            : managedImage((ImageSource.ManagedImage) image.source(), findings);
    disk.ifPresent(found -> compare(image, found, findings));
    return disk;
  }

  private Optional<SourceDisk> machine(ImageSource.VirtualMachine source, Findings findings) {
    Optional<SourceMachine> found =
        findings.require(
            ID,
            "There is no such virtual machine.",
            "Correct the id.",
            () -> arm.virtualMachine(source.id()));
    found.ifPresent(
        machine ->
            findings.addIf(
                !machine.extensions().isEmpty(),
                ID,
                "The virtual machine has extensions ("
                    + String.join(", ", machine.extensions())
                    + "), and Batch refuses images with any.",
                "Remove them first: az vm extension delete."));
    return found.map(SourceMachine::disk);
  }

  private Optional<SourceDisk> managedImage(ImageSource.ManagedImage source, Findings findings) {
    Optional<SourceDisk> found =
        findings.require(
            ID,
            "There is no such managed image.",
            "Correct the id.",
            () -> arm.managedImage(source.id()));
    found.ifPresent(
        image ->
            findings.addIf(
                !image.generalized(),
                ID,
                "The managed image is specialized, and Batch refuses those.",
                "Make an image of a generalized machine."));
    return found;
  }

  private static void compare(ImageRequest image, SourceDisk disk, Findings findings) {
    findings.addIf(
        disk.osType() != image.osType(),
        "/image/osType",
        "The source is a disk with " + disk.osType().azureName() + ".",
        "Correct osType, or name another source.");
    findings.addIf(
        disk.generation() != null && disk.generation() != image.hyperVGeneration(),
        "/image/hyperVGeneration",
        "The source is of generation " + disk.generation() + ".",
        "Correct hyperVGeneration, or name another source.");
    findings.addIf(
        disk.encrypted(),
        ID,
        "The source's disk is encrypted by Azure Disk Encryption, and Batch cannot boot it.",
        "Turn the encryption off before the machine is generalized.");
  }
}
