package io.poolwright.worker.app;

import com.azure.core.credential.TokenCredential;
import io.poolwright.worker.arm.ArmClient;
import io.poolwright.worker.azure.ArmPipeline;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.azure.Credentials;
import io.poolwright.worker.azure.RateLimits;
import io.poolwright.worker.config.DeskSettings;
import io.poolwright.worker.steps.Arm;
import java.time.Clock;
import java.util.Optional;

/**
 * Opens what commands need that look at all there is. They ask with the identity of whoever runs
 * them.
 */
public final class Inventory {
  private Inventory() {}

  /** ARM for whoever only looks. */
  public static Arm arm(DeskSettings desk) {
    AzureSettings azure = Wiring.azure(desk.arm());
    Optional<TokenCredential> identity = Credentials.of(azure);
    return new ArmClient(
        ArmPipeline.build(azure, identity, new RateLimits()), azure, Clock.systemUTC());
  }
}
