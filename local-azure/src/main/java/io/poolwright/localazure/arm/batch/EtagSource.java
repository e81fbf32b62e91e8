package io.poolwright.localazure.arm.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * ETags in Batch's form, {@code W/"0x8DA65CC9D77C28A"}: the time of the change in ticks of 100 ns
 * since year 1, moved on by one where the clock stands still. Not thread-safe.
 */
final class EtagSource {
  private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");
  private static final long TICKS_PER_SECOND = 10_000_000;

  private final Clock clock;
  private long last;

  EtagSource(Clock clock) {
    this.clock = clock;
  }

  String next() {
    Duration since = Duration.between(YEAR_ONE, clock.instant());
    long ticks = since.getSeconds() * TICKS_PER_SECOND + since.getNano() / 100;
    last = Math.max(last + 1, ticks);
    return "W/\"0x" + Long.toHexString(last).toUpperCase(Locale.ROOT) + "\"";
  }
}
