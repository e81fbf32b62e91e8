package io.poolwright.worker.blob;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import reactor.core.publisher.Mono;

/** Lets a clock hear of the {@code Date} of each answer. */
final class StoreClockPolicy implements HttpPipelinePolicy {
  private final StoreClock clock;

  StoreClockPolicy(StoreClock clock) {
    this.clock = clock;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return Mono.defer(
        () -> {
          long askedAt = clock.counter();
          return next.process().doOnNext(answer -> hear(answer, askedAt));
        });
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    long askedAt = clock.counter();
    HttpResponse answer = next.processSync();
    hear(answer, askedAt);
    return answer;
  }

  /** Each try is an answer of its own. */
  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_RETRY;
  }

  private void hear(HttpResponse answer, long askedAt) {
    String date = answer.getHeaderValue(HttpHeaderName.DATE);
    if (date != null) {
      try {
        clock.heard(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from), askedAt);
      } catch (DateTimeException e) {
        // Something on the way has written it; the next answer may tell the time again.
        return;
      }
    }
  }
}
