package io.poolwright.localazure.arm.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One allocation of a pool, settled when it starts: what it grows from, what it was asked for, what
 * it will reach, and why that is less.
 *
 * @param stoppedAt when someone stopped it, or null
 */
record Resize(
    Instant startTime,
    Instant endTime,
    Nodes from,
    Nodes target,
    Nodes reached,
    List<Shortfall> errors,
    @Nullable Instant stoppedAt) {

  /** Why a resize fell short: a code of Batch's, e.g. AccountCoreQuotaReached, and words. */
  record Shortfall(String code, String message) {}

  enum State {
    RESIZING("Resizing"),
    STOPPING("Stopping"),
    STEADY("Steady");

    final String wire;

    State(String wire) {
      this.wire = wire;
    }
  }

  State state(Instant now) {
    if (!now.isBefore(endTime)) {
      return State.STEADY;
    }
    return stoppedAt == null ? State.RESIZING : State.STOPPING;
  }

  Instant stateSince(Instant now) {
    return switch (state(now)) {
      case STEADY -> endTime;
      case STOPPING -> stoppedAt == null ? startTime : stoppedAt;
      case RESIZING -> startTime;
    };
  }

  Nodes current(Instant now) {
    if (!now.isBefore(endTime)) {
      return reached;
    }
    double whole = Duration.between(startTime, endTime).toNanos();
    double gone = Math.max(0, Duration.between(startTime, now).toNanos());
    return from.towards(reached, gone / whole);
  }

  /** Errors show only once the pool is steady: so Azure documents it. */
  List<Shortfall> visibleErrors(Instant now) {
    return state(now) == State.STEADY ? errors : List.of();
  }

  /** The same resize, stopped: it keeps the nodes it has. */
  Resize stopped(Instant now) {
    Nodes kept = current(now);
    Shortfall stopped =
        new Shortfall("ResizeStopped", "Desired number of nodes could not be allocated");
    return new Resize(startTime, endTime, kept, target, kept, List.of(stopped), now);
  }
}
