package io.poolwright.worker.simulation;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.resilience.BreakerState;
import io.poolwright.worker.resilience.BreakerState.Stand;
import io.poolwright.worker.resilience.Breakers;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What lies between one worker process and everything else. Each call travels there, is carried
 * out, and travels back; on both ways others run, and anything can go wrong.
 */
final class Wire {
  static final int SHORTEST_STALL = 40_000;

  /** Of a call: longer than a lock, and shorter than what a second sweep waits for. */
  private static final int LONGEST_STALL = 75_000;

  /** Between two calls nothing says how long a thread may stand still. */
  static final int LONGEST_REST = 1_800_000;

  /** Ways in which a call comes back before anything is done. */
  private static final List<Fault> REFUSALS =
      List.of(
          Fault.THROTTLED,
          Fault.THROTTLED_BLINDLY,
          Fault.SERVER_ERROR,
          Fault.UNAUTHORIZED,
          Fault.LOST_REQUEST);

  private final String worker;
  private final Life life;
  private final Surroundings around;
  private final Watch watch;
  private final Breakers breakers;
  private boolean troubled;

  Wire(String worker, Life life, Surroundings around, Watch watch, Breakers breakers) {
    this.worker = worker;
    this.life = life;
    this.around = around;
    this.watch = watch;
    this.breakers = breakers;
  }

  /** Calls something that answers. */
  <T> T call(Port port, String name, Supplier<T> effect) {
    watch.calls(around.fibers().current(), name);
    requireClosedBreaker(port, name);
    try {
      return carry(port, name, effect);
    } catch (CallFailed e) {
      troubled = true;
      throw e;
    }
  }

  private <T> T carry(Port port, String name, Supplier<T> effect) {
    moment(name, LONGEST_STALL);
    travel();
    refuse(port, name);
    T result;
    try {
      result = effect.get();
    } catch (CallFailed e) {
      trace(name, e.failure().code());
      comeBack();
      throw e;
    }
    trace(name, result);
    comeBack();
    moment(name, LONGEST_REST);
    if (happens(Fault.LOST_RESPONSE)) {
      trace(name, "response lost");
      throw port.failure(Fault.LOST_RESPONSE, name, around.chance());
    }
    return result;
  }

  /** Calls something that has nothing to say. */
  void run(Port port, String name, Runnable effect) {
    call(
        port,
        name,
        () -> {
          effect.run();
          return "done";
        });
  }

  /** No breaker opens before something has failed. */
  private void requireClosedBreaker(Port port, String name) {
    if (!troubled) {
      return;
    }
    BreakerState state = port.breaker().flatMap(breakers::state).orElse(null);
    if (state == null) {
      return;
    }
    if (state.stand() == Stand.HALF_OPEN) {
      around.tally().count(Branch.TRICKLE);
    }
    if (!state.remaining().isZero()) {
      watch.finds("I7: " + name + " is called, and its breaker is " + state);
    }
  }

  /** A moment in which the process may be gone, or stand still. */
  void moment(String call, int longestStall) {
    Incident incident = around.incident();
    boolean isNow = incident.isNow(call);
    if (isNow && incident.isStall()) {
      stall(incident.stall(longestStall));
    } else if (isNow || happens(Fault.CRASH)) {
      trace("", "CRASH");
      life.end();
      throw new Crash();
    }
  }

  private void stall(int millis) {
    trace("", "stalls for " + millis / 1000 + " s");
    around.fibers().sleep(millis);
  }

  private void travel() {
    travel(LONGEST_STALL);
  }

  /**
   * Most answers are there at once: between two calls a worker only looks at the time, so that the
   * way to the second one hides most of what the way back from the first one could show.
   */
  void comeBack() {
    if (around.chance().of(0.25)) {
      travel(LONGEST_REST);
    }
  }

  /** Most ways are so short that nobody else does anything meanwhile. */
  private void travel(int longestStall) {
    if (happens(Fault.STALL)) {
      stall(around.chance().between(SHORTEST_STALL, longestStall));
    } else if (around.chance().of(0.35)) {
      around.fibers().sleep(around.chance().between(1, 120));
    }
  }

  private void refuse(Port port, String name) {
    Fault kind = refusal(port);
    if (kind != null) {
      trace(name, kind);
      travel();
      throw port.failure(kind, name, around.chance());
    }
  }

  private @Nullable Fault refusal(Port port) {
    Fault storm = around.weather().storm(port, around.now());
    if (storm != null) {
      around.tally().count(Fault.STORM);
      around.tally().count(storm);
      return storm;
    }
    for (Fault kind : REFUSALS) {
      if (happens(kind)) {
        return kind;
      }
    }
    return null;
  }

  boolean happens(Fault kind) {
    return around.happens(kind);
  }

  void trace(String call, Object outcome) {
    around.trace().line(around.now(), worker, call, around.fibers().current().about(), outcome);
  }

  Surroundings around() {
    return around;
  }
}
