package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageSource;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Observation;

/**
 * The part of WAIT_GENERALIZED that comes before a version can be captured from a VM: it has to be
 * deallocated and marked generalized, by Poolwright only if the request says so.
 */
final class CaptureStep {
  private final Arm arm;

  CaptureStep(Arm arm) {
    this.arm = arm;
  }

  Observation look(ImageSource source) {
    if (source instanceof ImageSource.VirtualMachine machine) {
      return arm.virtualMachine(machine.id())
          .map(found -> look(machine, found))
          .orElseGet(Observation.SourceGone::new);
    }
    var image = (ImageSource.ManagedImage) source;
    return arm.managedImage(image.id()).isPresent()
        ? new Observation.VersionAbsent()
        : new Observation.SourceGone();
  }

  private static Observation look(ImageSource.VirtualMachine request, SourceMachine machine) {
    boolean deallocated = machine.power() == SourceMachine.Power.DEALLOCATED;
    if (deallocated && machine.disk().generalized()) {
      return new Observation.VersionAbsent();
    }
    if (machine.power() == SourceMachine.Power.DEALLOCATING) {
      return new Observation.MachineStops();
    }
    if (!request.generalize()) {
      return unready(request.id().name(), deallocated);
    }
    return deallocated ? new Observation.MachineUnmarked() : new Observation.MachineRuns();
  }

  private static Observation unready(String machine, boolean deallocated) {
    return deallocated
        ? new Observation.SourceUnready(
            "SourceNotGeneralized",
            "The virtual machine " + machine + " is not marked generalized: az vm generalize.")
        : new Observation.SourceUnready(
            "SourceNotDeallocated",
            "The virtual machine " + machine + " is not deallocated: az vm deallocate.");
  }

  Observation act(ImageSource source, Action action) {
    ArmId machine = ((ImageSource.VirtualMachine) source).id();
    if (action == Action.DEALLOCATE_MACHINE) {
      arm.deallocate(machine);
      return new Observation.MachineStops();
    }
    arm.generalize(machine);
    return new Observation.MachineMarked();
  }
}
