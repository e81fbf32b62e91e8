package io.poolwright.worker.simulation;

/** How to see again what one seed does. */
final class Replay {
  private static final String COMMAND =
      "mvn -q -pl worker -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ReplayTest";

  private Replay() {}

  /**
   * The command that lives this seed again and prints who did what, when, to which job; with {@code
   * -Dmutant=…} a {@link Mutant} lives it, and with {@code -Dfamily=twins} or {@code corrections}
   * it is one of {@link Twins}.
   */
  static String command(long seed) {
    return COMMAND + " -Dseed=" + seed;
  }
}
