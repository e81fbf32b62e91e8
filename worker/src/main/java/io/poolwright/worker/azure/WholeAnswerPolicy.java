package io.poolwright.worker.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Reads the answer to its end within a limit. The client's own time-outs start anew with every byte
 * and so never end a call whose answer drips in.
 */
final class WholeAnswerPolicy implements HttpPipelinePolicy {
  private final Duration limit;

  WholeAnswerPolicy(Duration limit) {
    this.limit = limit;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process().flatMap(WholeAnswerPolicy::read).timeout(limit);
  }

  private static Mono<HttpResponse> read(HttpResponse response) {
    HttpResponse buffered = response.buffer();
    return buffered.getBodyAsByteArray().thenReturn(buffered);
  }
}
