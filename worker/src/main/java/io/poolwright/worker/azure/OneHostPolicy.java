package io.poolwright.worker.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.net.URI;
import java.net.URL;
import reactor.core.publisher.Mono;

/**
 * Lets requests to ARM pass and no others: the address of a next page comes from an answer, and the
 * token must not follow it to another host.
 */
final class OneHostPolicy implements HttpPipelinePolicy {
  private final URI endpoint;

  OneHostPolicy(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    URL url = context.getHttpRequest().getUrl();
    boolean home =
        url.getProtocol().equalsIgnoreCase(endpoint.getScheme())
            && url.getHost().equalsIgnoreCase(endpoint.getHost())
            && port(url.getPort(), url) == port(endpoint.getPort(), url);
    return home ? next.process() : Mono.error(new CallFailed(foreign(url)));
  }

  private static int port(int given, URL url) {
    return given == -1 ? url.getDefaultPort() : given;
  }

  private static Failure foreign(URL url) {
    return Failure.lasting(
        "ForeignAddress",
        "ARM's answer points to another host, which is not followed: "
            + SafeText.of(url.getHost()));
  }
}
