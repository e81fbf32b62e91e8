package io.poolwright.worker.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Failure.Kind;
import io.poolwright.worker.resilience.BreakerState.Stand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BreakersTest {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Failure BROKEN = Failure.passing("InternalError", "it broke");

  private final SetClock clock = new SetClock();
  private final Breakers breakers =
      new Breakers(new BreakerSettings(50, 4, 4, WAIT, 2), f -> f.kind() != Kind.PERMANENT, clock);
  private int calls;

  @Test
  void manyFailuresOpenItAndThenNothingIsCalled() {
    fail(4, BROKEN);
    assertThat(stand()).isEqualTo(Stand.OPEN);

    Failure refused = refused();
    assertThat(calls).isEqualTo(4);
    assertThat(refused.kind()).isEqualTo(Kind.DEFERRED);
    assertThat(refused.code()).isEqualTo("BreakerOpen");
    assertThat(refused.retryAfter()).isBetween(WAIT, WAIT.plusMillis(1));
  }

  @Test
  void afterTheTimeThatItNamedACallPasses() {
    fail(4, BROKEN);
    clock.now = clock.now.plus(WAIT);
    Duration atTheEdge = Objects.requireNonNull(refused().retryAfter());
    assertThat(atTheEdge).isPositive();

    clock.now = clock.now.plus(atTheEdge);
    succeed();
    assertThat(calls).isEqualTo(5);
  }

  @Test
  void halfOpenLetsATrickleThroughAndClosesIfThatIsWell() {
    fail(4, BROKEN);
    clock.now = clock.now.plus(WAIT).plusMillis(1);
    breakers.run(
        "d",
        () -> {
          breakers.run("d", () -> assertThat(refused().retryAfter()).isEqualTo(WAIT));
          assertThat(stand()).isEqualTo(Stand.HALF_OPEN);
        });
    assertThat(stand()).isEqualTo(Stand.CLOSED);
    succeed();
    assertThat(calls).isEqualTo(5);
  }

  @Test
  void halfOpenOpensAgainIfTheTrickleFails() {
    fail(4, BROKEN);
    clock.now = clock.now.plus(WAIT).plusMillis(1);
    fail(2, BROKEN);
    assertThat(stand()).isEqualTo(Stand.OPEN);
    assertThat(refused().retryAfter()).isBetween(WAIT, WAIT.plusMillis(1));
  }

  @Test
  void aFailureThatIsTheRequestsOwnFaultNeverOpensIt() {
    fail(20, Failure.lasting("InvalidPropertyValue", "no"));
    assertThat(stand()).isEqualTo(Stand.CLOSED);
  }

  @Test
  void oneThrottledCallStopsAllUntilTheTimeThatTheServiceNamed() {
    Duration asked = Duration.ofSeconds(17);
    fail(1, Failure.deferred("TooManyRequests", "slow down", asked));
    assertThat(stand()).isEqualTo(Stand.TOLD_TO_WAIT);
    assertThat(refused().retryAfter()).isBetween(asked, asked.plusMillis(1));

    clock.now = clock.now.plus(asked).plusMillis(1);
    succeed();
    assertThat(stand()).isEqualTo(Stand.CLOSED);
  }

  @Test
  void aStormOfThrottlingMakesTheCallRateFall() {
    Failure throttled = Failure.deferred("TooManyRequests", "slow down", null);
    for (int second = 0; second < 600; second++) {
      assertThatThrownBy(() -> attempt(throttled)).isInstanceOf(CallFailed.class);
      clock.now = clock.now.plusSeconds(1);
    }
    // 600 were wanted: four until it opens, then two about every thirty seconds.
    assertThat(calls).isBetween(20, 60);
  }

  @Test
  void anAbsurdPauseBindsNobodyForLongerThanFiveMinutes() {
    fail(1, Failure.deferred("TooManyRequests", "slow down", Duration.ofDays(3)));
    clock.now = clock.now.plus(Duration.ofMinutes(5)).plusMillis(1);
    succeed();
  }

  @Test
  void aFaultOfOurOwnSaysNothingAboutTheDependency() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> breakers.run("d", BreakersTest::fault))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(stand()).isEqualTo(Stand.CLOSED);
  }

  @Test
  void dependenciesDoNotShareABreakerAndTheOldestAreForgotten() {
    fail(4, BROKEN);
    breakers.run("other", () -> {});
    assertThat(breakers.states()).containsOnlyKeys("d", "other");
    for (int i = 0; i < 600; i++) {
      breakers.run("many" + i, () -> {});
    }
    assertThat(breakers.states()).hasSize(512).doesNotContainKey("d");
  }

  private static void fault() {
    throw new IllegalStateException("a fault");
  }

  private void fail(int times, Failure failure) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> attempt(failure)).hasMessageContaining(failure.code());
    }
  }

  private void attempt(Failure failure) {
    breakers.call(
        "d",
        () -> {
          calls++;
          throw new CallFailed(failure);
        });
  }

  private void succeed() {
    breakers.run("d", () -> calls++);
  }

  private Failure refused() {
    return Objects.requireNonNull(catchThrowableOfType(CallFailed.class, this::succeed)).failure();
  }

  private @Nullable Stand stand() {
    BreakerState state = breakers.states().get("d");
    return state == null ? null : state.stand();
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
