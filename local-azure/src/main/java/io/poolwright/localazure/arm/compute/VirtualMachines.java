package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Handler;
import io.poolwright.localazure.arm.core.Latencies;
import io.poolwright.localazure.arm.core.Operations;
import io.poolwright.localazure.arm.core.Paging;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Routes;
import io.poolwright.localazure.arm.core.Shelf;
import io.poolwright.localazure.arm.core.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Virtual machines: they are declared, and can be stopped, started, deallocated and generalized.
 */
final class VirtualMachines {
  private static final String VM = ComputeProvider.GROUP + "/virtualMachines/{vm}";

  private final Shelf<VirtualMachine> machines;
  private final Operations operations;
  private final Latencies latencies;
  private final Clock clock;

  VirtualMachines(State state, Operations operations, Latencies latencies, Clock clock) {
    this.machines = new Shelf<>("virtualMachines", VirtualMachine.class, state);
    this.operations = operations;
    this.latencies = latencies;
    this.clock = clock;
  }

  void serve(Routes routes) {
    routes.add("GET", VM, this::get);
    routes.add("GET", ComputeProvider.GROUP + "/virtualMachines", this::list);
    routes.add("GET", ComputeProvider.SUBSCRIPTION + "/virtualMachines", this::list);
    routes.add("GET", VM + "/instanceView", this::instanceView);
    routes.add("POST", VM + "/deallocate", change("deallocating", "deallocated"));
    routes.add("POST", VM + "/powerOff", change("stopping", "stopped"));
    routes.add("POST", VM + "/start", this::start);
    routes.add("POST", VM + "/generalize", this::generalize);
  }

  Optional<VirtualMachine> find(ResourceId id) {
    return machines.get(id);
  }

  void declare(VirtualMachine machine) {
    machines.put(machine.id(), machine);
  }

  private ArmResponse get(ArmRequest request) {
    boolean expand =
        request
            .query("$expand")
            .filter(value -> value.equalsIgnoreCase("instanceView"))
            .isPresent();
    return ArmResponse.ok(existing(request).json(clock.instant(), expand));
  }

  private ArmResponse instanceView(ArmRequest request) {
    return ArmResponse.ok(machine(request).instanceView(clock.instant()));
  }

  private ArmResponse list(ArmRequest request) {
    ResourceId scope = ComputeProvider.scope(request);
    List<ObjectNode> found =
        machines.all().stream()
            .filter(machine -> machine.id().isUnder(scope))
            .map(machine -> machine.json(clock.instant(), false))
            .toList();
    return Paging.whole(found);
  }

  private Handler change(String doing, String state) {
    return request -> {
      VirtualMachine machine = machine(request);
      Instant now = clock.instant();
      boolean there = machine.power().at(now).equals(state);
      return become(request, machine, new Power(doing, state, there ? now : end(now)));
    };
  }

  private ArmResponse start(ArmRequest request) {
    VirtualMachine machine = machine(request);
    if (machine.generalized()) {
      throw ComputeErrors.notAllowed(
          "Operation 'start' is not allowed on VM '"
              + machine.id().name()
              + "' since the VM is generalized.");
    }
    return become(request, machine, new Power("starting", "running", end(clock.instant())));
  }

  private ArmResponse generalize(ArmRequest request) {
    VirtualMachine machine = machine(request);
    String power = machine.power().at(clock.instant());
    if (!List.of("stopped", "deallocated").contains(power)) {
      throw ComputeErrors.notAllowed(
          "Operation 'Generalize' is not allowed on VM '"
              + machine.id().name()
              + "' since it is "
              + power
              + "; stop or deallocate it first.");
    }
    machines.put(machine.id(), machine.marked());
    return ArmResponse.empty(200);
  }

  private ArmResponse become(ArmRequest request, VirtualMachine machine, Power power) {
    machines.put(machine.id(), machine.with(power));
    return operations.start(
        request, machine.location(), power.since(), null, ArmResponse.empty(202));
  }

  private Instant end(Instant now) {
    return now.plus(latencies.deallocate());
  }

  private VirtualMachine existing(ArmRequest request) {
    return machines.get(request.id()).orElseThrow(() -> ComputeErrors.notFound(request.id()));
  }

  /** For addresses with an action behind the machine's own. */
  private VirtualMachine machine(ArmRequest request) {
    String text = request.id().text();
    ResourceId id = new ResourceId(text.substring(0, text.lastIndexOf('/')));
    return machines.get(id).orElseThrow(() -> ComputeErrors.notFound(id));
  }
}
