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
  BUS("ServiceBusUnavailable", "ServiceBusBusy", "ServiceBusError", null);

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

  /** What the caller hears when this has gone wrong. */
  CallFailed failure(Fault fault, String call, Chance chance) {
    return new CallFailed(
        switch (fault) {
          case THROTTLED ->
              Failure.deferred(
                  busy, call + ": slow down", Duration.ofSeconds(chance.between(1, 40)));
          case THROTTLED_BLINDLY -> Failure.deferred(busy, call + ": slow down", null);
          case SERVER_ERROR -> Failure.passing(broken, call + ": HTTP 500");
          case UNAUTHORIZED -> unauthorized(call);
          default -> Failure.passing(lost, call + ": no answer");
        });
  }

  /** The broker's refusal may be mended by a grant; a token that Entra refuses is refused. */
  private Failure unauthorized(String call) {
    return this == BUS
        ? Failure.deferred("ServiceBusUnauthorized", call + ": refused", null)
        : Failure.lasting("AuthenticationFailed", call + ": HTTP 401");
  }
}
