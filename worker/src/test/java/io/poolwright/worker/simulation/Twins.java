package io.poolwright.worker.simulation;

import java.util.List;
import java.util.Map;

/**
 * Universes of one job or two, in which a thread stalls at some moment, and an outsider who sends
 * wake-ups again gives its work to another one meanwhile.
 */
final class Twins {
  private static final int MINUTE = 60_000;

  /** Most fates have fewer: then nothing stalls. */
  private static final int MOMENTS = 300;

  private static final List<String> WRITES =
      List.of(
          "create",
          "replace",
          "claims",
          "begin",
          "lease",
          "copyChunk",
          "release",
          "deleteStaged",
          "publishVersion",
          "replicate",
          "deleteImageVersion",
          "createDefinition",
          "deallocate",
          "generalize",
          "createPool",
          "resizePool",
          "deletePool");

  private static final List<Double> SHORTAGES = List.of(0.0, 0.5);

  private Twins() {}

  /**
   * Any fate, most often the one of two jobs that share an image, and an outsider who sends the
   * wake-ups again when the thread stalls.
   */
  static Universe.Setting of(long seed, Wiring wiring, boolean traced) {
    var chance = new Chance(seed);
    Fate fate = chance.of(0.2) ? Fate.besideAnother() : chance.oneOf(Fate.every());
    Story story = fate.story();
    double shortage = chance.oneOf(SHORTAGES);
    double share = chance.of(0.5) ? 1 : chance.fraction();
    Incident incident =
        chance.of(0.5)
            ? Incident.stall(chance.between(0, MOMENTS), share)
            : Incident.stall(chance.between(0, 3), share).of(write(shortage, chance));
    story.happens(
        0,
        "will replay the wake-ups when a thread stalls",
        world -> incident.meanwhile(() -> replay(world, chance.between(0, 20))));
    Weather weather =
        chance.of(0.3)
            ? Weather.calm()
            : Weather.brisk(Map.of(Fault.NO_QUOTA, shortage), 20 * MINUTE);
    int workers = chance.between(1, 2);
    return new Universe.Setting(chance, workers, weather, story, incident, wiring, traced);
  }

  /** Where nodes are short, a pool is asked for them again, which nothing else shows. */
  private static String write(double shortage, Chance chance) {
    return shortage > 0 && chance.of(0.2) ? "resizePool" : chance.oneOf(WRITES);
  }

  /** A request that is corrected and rejected again, and a broker that forgets its locks. */
  static Universe.Setting ofCorrections(long seed, Wiring wiring, boolean traced) {
    var chance = new Chance(seed);
    Story story = Fate.rejectedTwice(chance.between(1_000, 30_000));
    Incident incident = Incident.stall(chance.between(0, 40), chance.fraction());
    story.happens(
        0,
        "will restart the broker when a thread stalls",
        world ->
            incident.meanwhile(
                () -> {
                  world.requests().restart();
                  world.wakeups().restart();
                }));
    Weather weather = Weather.brisk(Map.of(Fault.LOST_REQUEST, 0.05), 20 * MINUTE);
    return new Universe.Setting(chance, 2, weather, story, incident, wiring, traced);
  }

  private static void replay(Installation world, int times) {
    Fibers fibers = world.around().fibers();
    long at = fibers.now();
    for (int i = 0; i < times; i++) {
      at += world.around().chance().between(1_000, 10_000);
      fibers.at(at, world.wakeups()::replay);
    }
  }
}
