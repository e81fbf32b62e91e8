package io.poolwright.worker.resilience;

import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import io.poolwright.worker.steps.Vaults;

/** Key Vaults behind one breaker each. */
public final class GuardedVaults implements Vaults {
  private final Vaults vaults;
  private final Breakers breakers;

  public GuardedVaults(Vaults vaults, Breakers breakers) {
    this.vaults = vaults;
    this.breakers = breakers;
  }

  @Override
  public Secret read(SecretId id) {
    return breakers.call("vault:" + id.vault().getRawAuthority(), () -> vaults.read(id));
  }
}
