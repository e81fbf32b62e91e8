package io.poolwright.worker.simulation;

import io.poolwright.worker.engine.Events;
import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.engine.Wakeups;
import io.poolwright.worker.engine.World;
import io.poolwright.worker.job.Policies;
import io.poolwright.worker.job.TransitionTable;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.ImageLedgers;
import java.time.Clock;
import java.util.function.DoubleSupplier;

/** Where a mutant can get between the parts of a worker. Production's wiring changes nothing. */
interface Wiring {
  Wiring PRODUCTION = new Wiring() {};

  /** What a mutant may use besides the part that it replaces. */
  record Bench(SimStore store, SimLedgers ledgers, SimTopic topic, Hands hands, Chance chance) {}

  default JobStore store(JobStore store, Bench bench) {
    return store;
  }

  default ImageLedgers ledgers(ImageLedgers ledgers, Bench bench) {
    return ledgers;
  }

  default Arm arm(Wire wire, SimCloud cloud) {
    return new SimArm(wire, cloud);
  }

  default Wakeups wakeups(Wakeups wakeups, Bench bench) {
    return wakeups;
  }

  default Events events(Events events, Bench bench) {
    return events;
  }

  default Handler onWakeup(Handler handler, Bench bench) {
    return handler;
  }

  default Handler onRequest(Handler handler, Bench bench) {
    return handler;
  }

  default World world(World steps, Bench bench) {
    return steps;
  }

  default DoubleSupplier unguessable(DoubleSupplier chance) {
    return chance;
  }

  /** The clock that everything in a worker goes by but the one that listens to the store. */
  default Clock clock(Clock ofTheStore, Clock ofTheMachine) {
    return ofTheStore;
  }

  default Policies policies(Policies policies) {
    return policies;
  }

  default TransitionTable table(TransitionTable table) {
    return table;
  }
}
