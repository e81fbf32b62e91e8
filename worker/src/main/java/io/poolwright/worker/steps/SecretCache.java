package io.poolwright.worker.steps;

import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets for as long as they need not be asked for again: a copy needs its SAS every few seconds.
 * They are in memory only, and not many at a time.
 */
final class SecretCache {
  static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST = 256;

  private final Map<SecretId, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SecretId, Known> eldest) {
          return size() > MOST;
        }
      };

  private final Vaults vaults;
  private final InstantSource clock;

  private record Known(Secret secret, Instant until) {}

  SecretCache(Vaults vaults, InstantSource clock) {
    this.vaults = vaults;
    this.clock = clock;
  }

  /** What was read a moment ago, if it was. */
  synchronized Optional<Secret> known(SecretId id) {
    Instant now = clock.instant();
    known.values().removeIf(old -> !now.isBefore(old.until()));
    return Optional.ofNullable(known.get(id)).map(Known::secret);
  }

  /** What the vault has at present. */
  Secret fresh(SecretId id) {
    Secret secret = vaults.read(id);
    synchronized (this) {
      known.put(id, new Known(secret, clock.instant().plus(KEPT)));
    }
    return secret;
  }
}
