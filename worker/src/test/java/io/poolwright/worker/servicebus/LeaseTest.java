package io.poolwright.worker.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration LOCK = Duration.ofSeconds(60);

  private final WallClock wall = new WallClock();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void aFreshLockHoldsForWhatTheBrokerSaysLessTheMargin() {
    var lease = lease(NOW.plusSeconds(45));

    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(43));
    assertThat(lease.until()).isEqualTo(NOW.plusSeconds(43));
  }

  @Test
  void timeUsesItUpEvenWhenTheNanosWrapAround() {
    var lease = lease(NOW.plus(LOCK));

    pass(Duration.ofSeconds(50));

    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(8));
    assertThat(lease.until()).isEqualTo(NOW.plusSeconds(58));
  }

  @Test
  void aClockThatIsAnHourLateDoesNotMakeTheLockAnHourLonger() {
    assertThat(lease(NOW.plusSeconds(3600)).remaining()).isEqualTo(Duration.ofSeconds(58));
  }

  @Test
  void aClockThatIsAnHourEarlyDoesNotMakeEveryLockExpired() {
    assertThat(lease(NOW.minusSeconds(3600)).remaining()).isEqualTo(Duration.ofSeconds(58));
  }

  @Test
  void aWallClockThatStepsBackDoesNotProlongIt() {
    var lease = lease(NOW.plus(LOCK));
    pass(Duration.ofSeconds(50));

    wall.change(now -> now.minusSeconds(3600));

    assertThat(Duration.between(wall.instant(), lease.until())).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void aRenewalCountsFromBeforeItsRequest() {
    var lease = lease(NOW.plus(LOCK));
    pass(Duration.ofSeconds(30));
    long asked = nanos.get();
    pass(Duration.ofSeconds(9));

    lease.renewedBy(asked);

    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(60 - 2 - 9));
  }

  @Test
  void aLostLockIsOverAtOnce() {
    var lease = lease(NOW.plus(LOCK));

    lease.lost();

    assertThat(lease.remaining()).isZero();
    assertThat(lease.until()).isEqualTo(NOW);
  }

  private Lease lease(Instant stated) {
    return new Lease(LOCK, stated, wall, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    wall.change(now -> now.plus(time));
  }

  private static final class WallClock extends Clock {
    private Instant now = NOW;

    void change(UnaryOperator<Instant> how) {
      now = how.apply(now);
    }

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
      throw new UnsupportedOperationException("a lease knows no zones");
    }
  }
}
