package io.poolwright.worker.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.poolwright.worker.azure.AzureSettings.Authentication;
import java.util.Optional;

/** Who the worker is to Azure. */
public final class Credentials {
  private Credentials() {}

  /**
   * The credential of the settings; make it once, for it caches tokens.
   *
   * @return empty if the settings say that none is needed
   */
  public static Optional<TokenCredential> of(AzureSettings settings) {
    if (settings.authentication() == Authentication.NONE) {
      return Optional.empty();
    }
    var builder =
        new DefaultAzureCredentialBuilder().httpClient(ArmPipeline.httpClient(settings.timeouts()));
    if (settings.tenant() != null) {
      builder.tenantId(settings.tenant());
    }
    return Optional.of(builder.build());
  }
}
