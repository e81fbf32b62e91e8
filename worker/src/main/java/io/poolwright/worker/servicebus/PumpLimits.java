package io.poolwright.worker.servicebus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much a pump takes and how long it waits.
 *
 * @param concurrency messages in hand at the same time, 1 to 64
 * @param lockDuration {@code LockDuration} of the queue as it was declared, 5 s to 5 min (the range
 *     of Azure); it cannot be read over AMQP, and a clock that is wrong makes the broker's own
 *     {@code locked-until} worthless
 * @param maxLockRenewal how long the lock of one message is renewed, from its arrival
 * @param silenceLimit a connection without a round trip for longer than this is replaced
 * @param drainTimeout how long {@link MessagePump#stop()} takes at most
 * @param abandonPause how long the first abandoned delivery of a message is held back; doubles with
 *     each further one
 */
public record PumpLimits(
    int concurrency,
    Duration lockDuration,
    Duration maxLockRenewal,
    Duration silenceLimit,
    Duration drainTimeout,
    Duration abandonPause) {

  /** Eight at once, Azure's own lock of a minute, and a drain that fits in a 20 s SIGTERM. */
  public static final PumpLimits DEFAULT =
      new PumpLimits(
          8,
          Duration.ofMinutes(1),
          Duration.ofMinutes(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(18),
          Duration.ofSeconds(1));

  public PumpLimits {
    List<String> problems = new ArrayList<>();
    if (concurrency < 1 || concurrency > 64) {
      problems.add("concurrency must be 1 to 64, not " + concurrency);
    }
    between(problems, "lockDuration", lockDuration, Duration.ofSeconds(5), Duration.ofMinutes(5));
    between(problems, "maxLockRenewal", maxLockRenewal, Duration.ZERO, Duration.ofDays(1));
    between(problems, "silenceLimit", silenceLimit, Duration.ofSeconds(3), Duration.ofHours(1));
    between(problems, "drainTimeout", drainTimeout, Duration.ofSeconds(3), Duration.ofHours(1));
    between(problems, "abandonPause", abandonPause, Duration.ZERO, Duration.ofSeconds(30));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static void between(
      List<String> problems, String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problems.add("%s must be %s to %s, not %s".formatted(name, least, most, value));
    }
  }
}
