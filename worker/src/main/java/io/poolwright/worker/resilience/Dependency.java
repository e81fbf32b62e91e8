package io.poolwright.worker.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.resilience.BreakerState.Stand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dependency: its breaker, and the pause that it asked for.
 *
 * <p>The pause is a matter of its own: one 429 with Retry-After speaks for everybody who shares the
 * bucket, long before the failure rate shows a storm, and its length is the other side's to say,
 * also while the breaker is half-open. A storm opens the breaker all the same.
 */
final class Dependency {
  private static final Logger log = LoggerFactory.getLogger(Dependency.class);

  /** A longer pause is the asking job's own; the others look again after this. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** At exactly the end of its wait a breaker is still open, so a call may pass this much later. */
  private static final Duration TICK = Duration.ofMillis(1);

  private final CircuitBreaker breaker;
  private final Duration waitInOpen;
  private final Clock clock;
  private volatile Instant openUntil = Instant.MIN;
  private volatile Instant pausedUntil = Instant.MIN;

  Dependency(CircuitBreaker breaker, Duration waitInOpen, Clock clock) {
    this.breaker = breaker;
    this.waitInOpen = waitInOpen;
    this.clock = clock;
    breaker
        .getEventPublisher()
        .onStateTransition(event -> turned(event.getStateTransition().getToState()));
  }

  /**
   * Takes a permission to call, which must be given back by one of the three methods below.
   *
   * @throws CallFailed if there is none at the moment
   */
  void enter() {
    if (remaining(pausedUntil).isZero() && breaker.tryAcquirePermission()) {
      return;
    }
    Duration wait = state().remaining();
    throw new CallFailed(
        Failure.deferred(
            "BreakerOpen",
            "%s is left alone for %d s: %s"
                .formatted(breaker.getName(), wait.toSeconds() + 1, reason()),
            wait.isZero() ? waitInOpen : wait));
  }

  void succeeded() {
    breaker.onSuccess(0, breaker.getTimestampUnit());
  }

  void failed(CallFailed e, boolean strain) {
    Duration asked = e.failure().retryAfter();
    if (strain && e.failure().kind() == Failure.Kind.DEFERRED && asked != null) {
      pause(asked);
    }
    breaker.onError(0, breaker.getTimestampUnit(), e);
  }

  void leave() {
    breaker.releasePermission();
  }

  BreakerState state() {
    Duration open = breaker.getState() == State.OPEN ? remaining(openUntil) : Duration.ZERO;
    Duration paused = remaining(pausedUntil);
    Stand stand =
        switch (breaker.getState()) {
          case OPEN, FORCED_OPEN -> Stand.OPEN;
          case HALF_OPEN -> paused.isZero() ? Stand.HALF_OPEN : Stand.TOLD_TO_WAIT;
          default -> paused.isZero() ? Stand.CLOSED : Stand.TOLD_TO_WAIT;
        };
    return new BreakerState(
        stand, open.compareTo(paused) > 0 ? open : paused, breaker.getMetrics().getFailureRate());
  }

  private String reason() {
    return switch (state().stand()) {
      case TOLD_TO_WAIT -> "it asked for a pause";
      case OPEN -> "too many calls failed lately";
      default -> "a few calls try first whether it is well again";
    };
  }

  private synchronized void pause(Duration asked) {
    Instant until =
        clock.instant().plus(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    if (until.isAfter(pausedUntil)) {
      pausedUntil = until;
    }
  }

  private void turned(State to) {
    if (to == State.OPEN) {
      openUntil = clock.instant().plus(waitInOpen);
      log.warn("{} fails too often and is left alone for {}", breaker.getName(), waitInOpen);
    } else {
      log.info("{} is called again: {}", breaker.getName(), to);
    }
  }

  /** Until a call may pass, never zero before that. */
  private Duration remaining(Instant until) {
    Instant now = clock.instant();
    return now.isAfter(until) ? Duration.ZERO : Duration.between(now, until).plus(TICK);
  }
}
