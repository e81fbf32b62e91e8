package io.poolwright.worker.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import io.poolwright.worker.azure.AzureErrors;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.Vaults;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardedVaultsTest {
  private static final SecretId BUSY = new SecretId("https://busy.vault.azure.net/secrets/sas");
  private static final SecretId IDLE = new SecretId("https://idle.vault.azure.net/secrets/sas");

  private final Breakers breakers =
      new Breakers(BreakerSettings.DEFAULT, AzureErrors::isStrain, Clock.systemUTC());
  private final AtomicInteger asked = new AtomicInteger();
  private final Vaults vaults = new GuardedVaults(this::read, breakers);

  private Secret read(SecretId id) {
    asked.incrementAndGet();
    if (id.equals(BUSY)) {
      throw new CallFailed(Failure.deferred("Throttled", "429", Duration.ofMinutes(1)));
    }
    return new Secret("sig=x");
  }

  @Test
  void aVaultThatAsksForAPauseIsLeftAloneAndTheOthersAreNot() {
    assertThatThrownBy(() -> vaults.read(BUSY)).hasMessageStartingWith("Throttled");
    assertThatThrownBy(() -> vaults.read(BUSY)).hasMessageStartingWith("BreakerOpen");
    assertThat(vaults.read(IDLE)).isEqualTo(new Secret("sig=x"));

    assertThat(asked).hasValue(2);
    assertThat(breakers.states())
        .containsOnlyKeys("vault:busy.vault.azure.net", "vault:idle.vault.azure.net");
  }
}
