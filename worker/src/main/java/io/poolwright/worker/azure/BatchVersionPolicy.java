package io.poolwright.worker.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.UrlBuilder;
import java.net.MalformedURLException;
import java.util.Locale;
import reactor.core.publisher.Mono;

/**
 * Has the Batch SDK speak the configured api-version. It has 2023-05-01 built in, and Batch
 * announces the end of versions; what we read of accounts and sizes is the same in the later ones.
 */
final class BatchVersionPolicy implements HttpPipelinePolicy {
  private final String apiVersion;

  BatchVersionPolicy(String apiVersion) {
    this.apiVersion = apiVersion;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    HttpRequest request = context.getHttpRequest();
    String path = request.getUrl().getPath().toLowerCase(Locale.ROOT);
    // Pools are not the SDK's: what writes them names a version itself, maybe the request's own.
    if (path.contains("/microsoft.batch/") && !path.contains("/pools")) {
      try {
        request.setUrl(
            UrlBuilder.parse(request.getUrl())
                .setQueryParameter("api-version", apiVersion)
                .toUrl());
      } catch (MalformedURLException e) {
        return Mono.error(e);
      }
    }
    return next.process();
  }
}
