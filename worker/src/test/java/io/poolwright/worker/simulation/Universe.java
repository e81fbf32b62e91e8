package io.poolwright.worker.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** One run of everything that one seed decides. */
final class Universe {
  /** When faults have stopped, everything settles within this time. */
  private static final long PATIENCE = Duration.ofHours(6).toMillis();

  private static final Executor THREADS =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "fiber");
            thread.setDaemon(true);
            return thread;
          });

  private final Setting setting;

  /**
   * What is to be run.
   *
   * @param incident what happens on purpose, besides the weather
   */
  record Setting(
      Chance chance,
      int workers,
      Weather weather,
      Story story,
      Incident incident,
      Wiring wiring,
      boolean traced) {

    /** The one world, the users and the faults that follow from a seed. */
    static Setting of(long seed, Wiring wiring, boolean traced) {
      return of(seed, Set.of(), wiring, traced);
    }

    /**
     * A world in which some faults surely are.
     *
     * @param surely faults that do not depend on chance
     */
    static Setting of(long seed, Set<Fault> surely, Wiring wiring, boolean traced) {
      var chance = new Chance(seed);
      Weather weather = Weather.wild(chance, surely);
      Story story = RandomStory.of(chance, weather);
      int workers = chance.between(2, 4);
      return new Setting(chance, workers, weather, story, Incident.none(), wiring, traced);
    }
  }

  Universe(Setting setting) {
    this.setting = setting;
  }

  /** Lives it from beginning to end. */
  Outcome run() {
    var fibers = new Fibers(THREADS, setting.chance());
    var trace = new Trace(setting.traced());
    var around =
        new Surroundings(
            fibers, setting.chance(), setting.weather(), setting.incident(), trace, new Tally());
    Installation world = Installation.in(around);
    List<SimWorker> workers = startWorkers(world);
    setting.story().faults().forEach(around.tally()::count);
    setting.story().happenings().forEach(h -> fibers.at(h.at(), () -> h.happen(world)));
    try {
      fibers.runUntil(setting.weather().clearsUpAt());
      workers.forEach(worker -> worker.clock().setRight());
      boolean settled = !fibers.runUntil(setting.weather().clearsUpAt() + PATIENCE);
      var outcome = new Outcome(setting, world, settled);
      outcome.countEnds();
      return outcome;
    } finally {
      fibers.close();
    }
  }

  private List<SimWorker> startWorkers(Installation world) {
    var workers = new ArrayList<SimWorker>();
    for (int i = 1; i <= setting.workers(); i++) {
      var worker = new SimWorker("worker-" + i, world, setting.wiring());
      workers.add(worker);
      worker.start(0);
      if (setting.weather().has(Fault.CLOCK_JUMP)) {
        jumps(worker, world.around());
      }
    }
    return workers;
  }

  private void jumps(SimWorker worker, Surroundings around) {
    for (int i = around.chance().between(0, 3); i > 0; i--) {
      int minutes = around.chance().between(-60, 60);
      long at = around.chance().between(0, (int) setting.weather().clearsUpAt() - 1);
      around
          .fibers()
          .at(
              at,
              () -> {
                around.tally().count(Fault.CLOCK_JUMP);
                worker.clock().jump(Duration.ofMinutes(minutes));
              });
    }
  }
}
