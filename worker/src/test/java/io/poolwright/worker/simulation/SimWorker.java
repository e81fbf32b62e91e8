package io.poolwright.worker.simulation;

import io.poolwright.worker.azure.AzureErrors;
import io.poolwright.worker.blob.StoreClock;
import io.poolwright.worker.engine.Advance;
import io.poolwright.worker.engine.Events;
import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.engine.JobEngine;
import io.poolwright.worker.engine.Pace;
import io.poolwright.worker.engine.RequestDesk;
import io.poolwright.worker.engine.Wakeups;
import io.poolwright.worker.job.Backoff;
import io.poolwright.worker.job.Policies;
import io.poolwright.worker.job.Polling;
import io.poolwright.worker.job.TransitionTable;
import io.poolwright.worker.job.Transitions;
import io.poolwright.worker.job.WatchedTable;
import io.poolwright.worker.resilience.BreakerSettings;
import io.poolwright.worker.resilience.Breakers;
import io.poolwright.worker.resilience.GuardedArm;
import io.poolwright.worker.resilience.GuardedLedgers;
import io.poolwright.worker.resilience.GuardedStore;
import io.poolwright.worker.resilience.GuardedVhds;
import io.poolwright.worker.steps.Steps;
import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** One worker: the production parts, wired as production wires them. Restarts after a crash. */
final class SimWorker {
  /** The presets of production's settings, but for a polling that does not fill the trace. */
  static final Policies POLICIES =
      new Policies(
          new Backoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(5), 8),
          new Polling(Duration.ofSeconds(30), Duration.ofMinutes(2)),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5));

  static final Pace PACE =
      new Pace(Duration.ofHours(24), Duration.ofSeconds(10), Duration.ofSeconds(20));

  private static final TransitionTable TABLE = Transitions.table();
  private static final int HANDS_FOR_WAKEUPS = 2;

  private final String name;
  private final Installation installation;
  private final Wiring wiring;
  private final SimClock clock;

  SimWorker(String name, Installation installation, Wiring wiring) {
    this.name = name;
    this.installation = installation;
    this.wiring = wiring;
    this.clock = new SimClock(installation.around()::now);
  }

  SimClock clock() {
    return clock;
  }

  /** Starts a process, and another one whenever it has crashed. */
  void start(long at) {
    var life = new Life();
    life.afterwards(() -> start(installation.around().now() + restartPause()));
    var process = new Run(life);
    for (int i = 0; i < HANDS_FOR_WAKEUPS; i++) {
      installation.around().fibers().start(at, life, process::handleWakeups);
    }
    installation.around().fibers().start(at, life, process::handleRequests);
  }

  private int restartPause() {
    return installation.around().chance().between(1_000, 60_000);
  }

  /** What one process has in memory. */
  private final class Run {
    private final StoreClock storeClock =
        new StoreClock(clock.instant(), () -> installation.around().now() * 1_000_000);
    private final Clock time = wiring.clock(storeClock, clock);
    private final Hands hands;
    private final Handler onWakeup;
    private final Handler onRequest;

    Run(Life life) {
      Surroundings around = installation.around();
      var breakers = new Breakers(BreakerSettings.DEFAULT, AzureErrors::isStrain, time);
      var wire = new Wire(name, life, around, installation.watch(), breakers);
      var links = new Links(wire);
      var store = new GuardedStore(links.store, breakers);
      hands = new Hands(wire, time, store::isReachable, installation);
      var bench =
          new Wiring.Bench(
              installation.store(),
              installation.ledgers(),
              installation.topic(),
              hands,
              around.chance());
      var arm = new GuardedArm(wiring.arm(wire, installation.cloud()), breakers);
      var vhds = new GuardedVhds(new SimVhds(wire, installation.cloud().blobs(), time), breakers);
      var ledgers = new GuardedLedgers(wiring.ledgers(links.ledgers, bench), breakers);
      Wakeups wakeups = wiring.wakeups(links.bus, bench);
      Events events = wiring.events(links.bus, bench);
      var jobs = wiring.store(store, bench);
      var advance =
          new Advance(
              new WatchedWorld(
                  wiring.world(new Steps(arm, vhds, ledgers, Names.PREMISES), bench),
                  installation.watch(),
                  around.tally()),
              table(wire),
              wiring.policies(POLICIES),
              PACE,
              time,
              around.chance()::fraction);
      DoubleSupplier unguessable = wiring.unguessable(around.chance()::fraction);
      var engine = new JobEngine(jobs, events, wakeups, advance, unguessable);
      var desk = new RequestDesk(jobs, events, engine, advance, PACE.defaultDeadline(), time);
      onWakeup = wiring.onWakeup(engine::onWakeup, bench);
      onRequest = wiring.onRequest(desk::onRequest, bench);
    }

    private TransitionTable table(Wire wire) {
      return WatchedTable.of(
          wiring.table(TABLE),
          row -> {
            wire.around().tally().count(row);
            wire.trace("decides", row);
          });
    }

    void handleWakeups() {
      hands.work(installation.wakeups(), onWakeup);
    }

    void handleRequests() {
      hands.work(installation.requests(), onRequest);
    }

    private final class Links {
      private final StoreLink store;
      private final LedgersLink ledgers;
      private final BusLink bus;

      Links(Wire wire) {
        store = new StoreLink(wire, installation.store(), storeClock);
        ledgers = new LedgersLink(wire, installation.ledgers());
        bus = new BusLink(wire, installation.wakeups(), installation.topic());
      }
    }
  }
}
