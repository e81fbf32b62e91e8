package io.poolwright.worker.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way from the worker to a Key Vault: one call is one request, as on the way to ARM. */
public final class VaultPipeline {
  private VaultPipeline() {}

  /**
   * Builds the pipeline to one vault.
   *
   * @param credential empty for a local vault; the SDK's bearer policy refuses plain http
   */
  public static HttpPipeline build(
      URI vault, AzureSettings.Timeouts timeouts, Optional<TokenCredential> credential) {
    List<HttpPipelinePolicy> policies = new ArrayList<>();
    policies.add(new WholeAnswerPolicy(timeouts.call()));
    policies.add(new UserAgentPolicy("poolwright"));
    policies.add(new RequestIdPolicy());
    credential.ifPresent(c -> policies.add(new FreshTokenPolicy(c, scope(vault))));
    return new HttpPipelineBuilder()
        .policies(policies.toArray(HttpPipelinePolicy[]::new))
        .httpClient(ArmPipeline.httpClient(timeouts))
        .build();
  }

  /** The vault's host without its own name: each of Azure's clouds has a domain for its vaults. */
  static String scope(URI vault) {
    String host = vault.getHost();
    return "https://" + host.substring(host.indexOf('.') + 1) + "/.default";
  }
}
