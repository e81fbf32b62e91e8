package io.poolwright.worker.simulation;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dependencies of a worker, and how each says that something went wrong. */
enum Port {
  ARM(
      "ArmUnreachable",
      "TooManyRequests",
      "InternalServerError",
      "arm:00000000-0000-4000-8000-000000000001"),
  BLOBS("StorageUnreachable", "ServerBusy", "Http500", null),
  STORE("StorageUnreachable", "ServerBusy", "Http500", "jobs"),
  BUS("ServiceBusUnreachable", "ServiceBusBusy", "ServiceBusError", null);

  private final String lost;
  private final String busy;
  private final String broken;
  private final @Nullable String breaker;

  Port(String lost, String busy, String broken, @Nullable String breaker) {
    this.lost = lost;
    this.busy = busy;
    this.broken = broken;
    this.breaker = breaker;
  }

  /** The one breaker through which every call goes, if there is one for all of them. */
  Optional<String> breaker() {
    return Optional.ofNullable(breaker);
  }

  CallFailed lost(String call) {
    return new CallFailed(Failure.passing(lost, call + ": no answer"));
  }

  CallFailed broken(String call) {
    return new CallFailed(Failure.passing(broken, call + ": HTTP 500"));
  }

  CallFailed busy(String call, Duration retryAfter) {
    return new CallFailed(Failure.deferred(busy, call + ": slow down", retryAfter));
  }
}
