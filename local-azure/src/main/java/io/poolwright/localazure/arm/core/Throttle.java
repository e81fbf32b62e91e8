package io.poolwright.localazure.arm.core;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts requests per subscription and kind; refuses with 429 when a bucket is empty. */
public final class Throttle {
  private enum Kind {
    READS,
    WRITES,
    DELETES
  }

  private record Key(String subscription, Kind kind) {}

  private final Throttling limits;
  private final Clock clock;
  private final Map<Key, TokenBucket> buckets = new ConcurrentHashMap<>();

  public Throttle(Throttling limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Takes a token for the request and returns the header that tells what is left.
   *
   * @throws ArmException 429 SubscriptionRequestsThrottled with Retry-After
   */
  public Map.Entry<String, String> admit(String method, String subscription) {
    Kind kind = kind(method);
    TokenBucket bucket =
        buckets.computeIfAbsent(
            new Key(subscription.toLowerCase(Locale.ROOT), kind), key -> bucket(key.kind()));
    String header = "x-ms-ratelimit-remaining-subscription-" + kind.name().toLowerCase(Locale.ROOT);
    if (!bucket.take()) {
      long seconds = bucket.untilNext().toSeconds();
      throw new ArmException(
          ArmError.of(
                  429,
                  "SubscriptionRequestsThrottled",
                  "Number of requests for subscription '"
                      + subscription
                      + "' exceeded the limit for "
                      + kind.name().toLowerCase(Locale.ROOT)
                      + ". Please try again after '"
                      + seconds
                      + "' seconds.")
              .with("Retry-After", Long.toString(seconds))
              .with(header, "0"));
    }
    return Map.entry(header, Integer.toString(bucket.remaining()));
  }

  private TokenBucket bucket(Kind kind) {
    Throttling.Limit limit =
        switch (kind) {
          case READS -> limits.reads();
          case WRITES -> limits.writes();
          case DELETES -> limits.deletes();
        };
    return new TokenBucket(limit.burst(), limit.perSecond(), clock);
  }

  private static Kind kind(String method) {
    return switch (method) {
      case "GET", "HEAD" -> Kind.READS;
      case "DELETE" -> Kind.DELETES;
      default -> Kind.WRITES;
    };
  }
}
