package io.poolwright.worker.simulation;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.SourceDisk;
import io.poolwright.worker.steps.SourceMachine;
import io.poolwright.worker.steps.SourceMachine.Power;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Virtual machines to capture: they run until somebody stops them, and never start again. */
final class SimMachines {
  private final Surroundings around;
  private final Map<ArmId, Machine> machines = new HashMap<>();

  SimMachines(Surroundings around) {
    this.around = around;
  }

  private static final class Machine {
    private long stoppedAt = Long.MAX_VALUE;
    private boolean stops;
    private boolean generalized;
  }

  void start(ArmId id) {
    machines.putIfAbsent(id, new Machine());
  }

  void delete(ArmId id) {
    machines.remove(id);
  }

  Optional<SourceMachine> show(ArmId id) {
    return Optional.ofNullable(machines.get(id))
        .map(machine -> new SourceMachine(disk(id, machine), power(machine), List.of()));
  }

  private static SourceDisk disk(ArmId id, Machine machine) {
    return new SourceDisk(
        Names.REGION,
        OsType.LINUX,
        HyperVGeneration.V2,
        machine.generalized,
        false,
        "stamp of " + id.name(),
        SimClock.BEGINNING);
  }

  private Power power(Machine machine) {
    if (!machine.stops) {
      return Power.RUNNING;
    }
    return machine.stoppedAt <= around.now() ? Power.DEALLOCATED : Power.DEALLOCATING;
  }

  void deallocate(ArmId id) {
    Machine machine = existing(id);
    if (!machine.stops) {
      machine.stops = true;
      machine.stoppedAt = around.now() + around.chance().between(5_000, 90_000);
    }
  }

  void generalize(ArmId id) {
    Machine machine = existing(id);
    if (power(machine) != Power.DEALLOCATED) {
      throw new CallFailed(Failure.passing("OperationNotAllowed", "The machine runs."));
    }
    machine.generalized = true;
  }

  /** Somebody does by hand what a capture needs. */
  void prepare(ArmId id) {
    Machine machine = machines.get(id);
    if (machine != null) {
      machine.stops = true;
      machine.stoppedAt = Math.min(machine.stoppedAt, around.now());
      machine.generalized = true;
    }
  }

  /** Whether a version can be made of it at this moment. */
  boolean isReady(ArmId id) {
    return show(id)
        .filter(machine -> machine.power() == Power.DEALLOCATED && machine.disk().generalized())
        .isPresent();
  }

  private Machine existing(ArmId id) {
    Machine machine = machines.get(id);
    if (machine == null) {
      throw new CallFailed(Failure.lasting("ResourceNotFound", "There is no such machine."));
    }
    return machine;
  }
}
