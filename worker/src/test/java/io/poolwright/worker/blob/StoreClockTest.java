package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreClockTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong(7_000_000_000_000L);

  @Test
  void goesOnFromItsStartUntilAStoreHasAnswered() {
    StoreClock clock = startedAt(NOON);

    pass(Duration.ofMillis(1500));

    assertThat(clock.instant()).isEqualTo(NOON.plusMillis(1500));
  }

  @Test
  void isSetRightByAnAnswerHoweverWrongItWas() {
    for (Duration error : new Duration[] {Duration.ofHours(-3), Duration.ofHours(3)}) {
      StoreClock clock = startedAt(NOON.plus(error));
      long askedAt = clock.counter();
      pass(Duration.ofMillis(200));

      clock.heard(NOON, askedAt);

      assertThat(clock.instant()).isBetween(NOON, NOON.plusMillis(1200));
    }
  }

  @Test
  void isLeftAloneByAnswersThatItMayAgreeWith() {
    StoreClock clock = startedAt(NOON.plusMillis(700));
    long askedAt = clock.counter();
    pass(Duration.ofMillis(100));

    clock.heard(NOON, askedAt);

    assertThat(clock.instant()).isEqualTo(NOON.plusMillis(800));
  }

  @Test
  void believesAnAnswerThatWasLongOnItsWayNoMoreThanItCanSay() {
    StoreClock clock = startedAt(NOON.plusSeconds(30));
    long askedAt = clock.counter();
    pass(Duration.ofSeconds(60));

    clock.heard(NOON.plusSeconds(10), askedAt);

    assertThat(clock.instant())
        .as("written 10 s after noon, which may have been 59 s ago")
        .isEqualTo(NOON.plusSeconds(71));
  }

  private StoreClock startedAt(Instant start) {
    return new StoreClock(start, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
