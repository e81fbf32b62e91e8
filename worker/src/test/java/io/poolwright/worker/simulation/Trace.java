package io.poolwright.worker.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Who did what, when, to which job. Always a hash of it, by which two runs are compared; its lines
 * only where somebody wants to read them.
 */
final class Trace {
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private long hash = 17;

  Trace(boolean kept) {
    this.kept = kept;
  }

  /**
   * Writes a line.
   *
   * @param at virtual milliseconds
   */
  void line(long at, String who, String call, String job, Object outcome) {
    String result = kept ? outcome.toString() : "";
    mix(at);
    mix(who.hashCode());
    mix(call.hashCode());
    mix(job.hashCode());
    mix(outcome instanceof String text ? text.hashCode() : 0);
    if (kept) {
      lines.add("%12s  %-9s %-20s %-8s %s".formatted(shown(at), who, call, job, result));
    }
  }

  private void mix(long value) {
    hash = Long.rotateLeft(hash * 0x9E3779B97F4A7C15L + value, 23);
  }

  long hash() {
    return hash;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  private static String shown(long at) {
    long seconds = at / 1000;
    return "%d:%02d:%02d.%03d"
        .formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, at % 1000);
  }
}
