package io.poolwright.worker.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one way from the worker to ARM, for the SDK's calls and for raw ones.
 *
 * <p>There is deliberately no retry policy in it: one call is one request. A retry that the
 * pipeline made by itself would hide a storm from the breaker, spend the message's lock time, and
 * repeat what the engine repeats anyway, with backoff and after another look.
 */
public final class ArmPipeline {
  private ArmPipeline() {}

  /**
   * Builds the pipeline.
   *
   * @param credential empty for a local ARM; the SDK's bearer policy refuses plain http
   * @param watch sees what ARM says of the calls that are left
   */
  public static HttpPipeline build(
      AzureSettings settings, Optional<TokenCredential> credential, RateLimits watch) {
    return build(settings, credential, watch, httpClient(settings.timeouts()));
  }

  static HttpPipeline build(
      AzureSettings settings,
      Optional<TokenCredential> credential,
      RateLimits watch,
      HttpClient client) {
    List<HttpPipelinePolicy> policies = new ArrayList<>();
    policies.add(new WholeAnswerPolicy(settings.timeouts().call()));
    policies.add(new OneHostPolicy(settings.armEndpoint()));
    policies.add(new BatchVersionPolicy(settings.batchApiVersion()));
    policies.add(new UserAgentPolicy("poolwright"));
    policies.add(new RequestIdPolicy());
    credential.ifPresent(c -> policies.add(new FreshTokenPolicy(c, settings.armScope())));
    policies.add(watch);
    return new HttpPipelineBuilder()
        .policies(policies.toArray(HttpPipelinePolicy[]::new))
        .httpClient(client)
        .build();
  }

  /** The JDK's client; it follows no redirect unless told to. */
  static HttpClient httpClient(AzureSettings.Timeouts timeouts) {
    return new JdkHttpClientBuilder()
        .connectionTimeout(timeouts.connect())
        .responseTimeout(timeouts.read())
        .readTimeout(timeouts.read())
        .writeTimeout(timeouts.read())
        .build();
  }
}
