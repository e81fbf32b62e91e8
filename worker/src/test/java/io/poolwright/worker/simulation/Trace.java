package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobEvent;
import io.poolwright.worker.engine.JobStore.Stored;
import io.poolwright.worker.engine.Wakeup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who did what, when, to which job. Always a hash of it, by which two runs are compared; its lines
 * only where somebody wants to read them.
 */
final class Trace {
  private static final int WIDEST = 120;

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
    mix(at);
    mix(who.hashCode());
    mix(call.hashCode());
    mix(job.hashCode());
    mix(outcome instanceof String text ? text.hashCode() : 0);
    if (kept) {
      lines.add(
          "%12s  %-9s %-8s %-18s %s".formatted(clock(at), who, job, call, shown(outcome)).strip());
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

  private static String shown(Object outcome) {
    if (outcome instanceof Optional<?> found) {
      return found.map(Trace::shown).orElse("nothing");
    }
    if (outcome instanceof StoreLink.Dated<?> dated) {
      return shown(dated.value());
    }
    if (outcome instanceof Stored stored) {
      String state = stored.job().state().getClass().getSimpleName();
      return state + ", revision " + stored.job().course().revision();
    }
    if (outcome instanceof List<?> several) {
      return several.stream().map(Trace::shown).collect(Collectors.joining("; "));
    }
    if (outcome instanceof JobEvent event) {
      return event.sequence() + " " + event.data();
    }
    if (outcome instanceof Wakeup wakeup) {
      return "revision " + wakeup.revision();
    }
    if (outcome instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    String text = outcome.toString();
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST) + "…";
  }

  private static String clock(long at) {
    long seconds = at / 1000;
    return "%d:%02d:%02d.%03d"
        .formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, at % 1000);
  }
}
