package io.poolwright.worker.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One breaker per dependency, made on demand. Of a great many dependencies the ones that were not
 * called for the longest time are forgotten.
 */
public final class Breakers {
  private static final int MOST_DEPENDENCIES = 512;

  private final Map<String, Dependency> dependencies =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Dependency> eldest) {
          return size() > MOST_DEPENDENCIES;
        }
      };

  private final BreakerSettings settings;
  private final CircuitBreakerConfig config;
  private final Predicate<Failure> strain;
  private final Clock clock;

  /**
   * Breakers that are all closed.
   *
   * @param strain whether a failure speaks of trouble of the dependency itself; all other failures
   *     are answers of a dependency that is well
   */
  public Breakers(BreakerSettings settings, Predicate<Failure> strain, Clock clock) {
    this.settings = settings;
    this.strain = strain;
    this.clock = clock;
    this.config =
        CircuitBreakerConfig.custom()
            .failureRateThreshold(settings.failureRateThreshold())
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(settings.slidingWindow())
            .minimumNumberOfCalls(settings.minimumCalls())
            .waitDurationInOpenState(settings.waitInOpen())
            .permittedNumberOfCallsInHalfOpenState(settings.permittedInHalfOpen())
            .recordException(e -> e instanceof CallFailed failed && strain.test(failed.failure()))
            // Half-open by the next call, not by resilience4j's own timer thread.
            .automaticTransitionFromOpenToHalfOpenEnabled(false)
            // Both: without the second it measures durations with nanoTime, beside the clock.
            .clock(clock)
            .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
            .build();
  }

  /**
   * Calls a dependency if its breaker lets it.
   *
   * @throws CallFailed {@code BreakerOpen}, deferred until a call may pass, without calling; or
   *     what the call throws
   */
  public <T> T call(String dependency, Supplier<T> call) {
    Dependency called = dependency(dependency);
    called.enter();
    boolean told = false;
    try {
      T result = call.get();
      called.succeeded();
      told = true;
      return result;
    } catch (CallFailed e) {
      called.failed(e, strain.test(e.failure()));
      told = true;
      throw e;
    } finally {
      // A fault of our own says nothing about the dependency.
      if (!told) {
        called.leave();
      }
    }
  }

  /** Calls a dependency that has nothing to return; otherwise as {@link #call}. */
  public void run(String dependency, Runnable call) {
    call(
        dependency,
        () -> {
          call.run();
          return true;
        });
  }

  /** How every known dependency stands, by its name. */
  public Map<String, BreakerState> states() {
    synchronized (dependencies) {
      return dependencies.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().state()));
    }
  }

  /** How one dependency stands; empty if it was never called, or is forgotten. */
  public Optional<BreakerState> state(String dependency) {
    synchronized (dependencies) {
      return Optional.ofNullable(dependencies.get(dependency)).map(Dependency::state);
    }
  }

  private Dependency dependency(String name) {
    synchronized (dependencies) {
      return dependencies.computeIfAbsent(
          name, n -> new Dependency(CircuitBreaker.of(n, config), settings.waitInOpen(), clock));
    }
  }
}
