package io.poolwright.localazure.arm.compute;

import io.poolwright.localazure.arm.core.Region;
import java.time.Duration;
import java.time.Instant;

/** An image version's copy to one region: from when until when. */
public record Replica(String region, Instant startTime, Instant endTime) {
  boolean isComplete(Instant now) {
    return !now.isBefore(endTime);
  }

  boolean isIn(String other) {
    return Region.same(region, other);
  }

  /** Percent, 0 to 100. */
  int progress(Instant now) {
    if (isComplete(now)) {
      return 100;
    }
    double whole = Duration.between(startTime, endTime).toNanos();
    double gone = Math.max(0, Duration.between(startTime, now).toNanos());
    return (int) (100 * gone / whole);
  }
}
