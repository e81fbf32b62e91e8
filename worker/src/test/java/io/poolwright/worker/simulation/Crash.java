package io.poolwright.worker.simulation;

/**
 * A process ends here and now. It is an Error of a kind that production code does not catch, so
 * that nothing is tidied up on the way, as nothing is under SIGKILL.
 */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash() {
    super("crash", null, false, false);
  }
}
