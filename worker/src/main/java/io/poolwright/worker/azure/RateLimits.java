package io.poolwright.worker.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Remembers what ARM last said of the calls that are left to us, for the metrics. */
public final class RateLimits implements HttpPipelinePolicy {
  private static final HttpHeaderName READS =
      HttpHeaderName.fromString("x-ms-ratelimit-remaining-subscription-reads");
  private static final HttpHeaderName WRITES =
      HttpHeaderName.fromString("x-ms-ratelimit-remaining-subscription-writes");
  private static final int MOST_SUBSCRIPTIONS = 256;

  private final Map<String, Remaining> latest = new LinkedHashMap<>();

  /** Calls that are left in ARM's token bucket; null if ARM has not said yet. */
  public record Remaining(@Nullable Long reads, @Nullable Long writes) {}

  /** The latest figures by subscription. */
  public synchronized Map<String, Remaining> latest() {
    return Map.copyOf(latest);
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    String[] path = context.getHttpRequest().getUrl().getPath().split("/", 4);
    return path.length < 3
        ? next.process()
        : next.process().doOnNext(response -> note(path[2], response));
  }

  private synchronized void note(String subscription, HttpResponse response) {
    Long reads = number(response.getHeaderValue(READS));
    Long writes = number(response.getHeaderValue(WRITES));
    if (reads == null && writes == null) {
      return;
    }
    Remaining before = latest.remove(subscription);
    if (latest.size() >= MOST_SUBSCRIPTIONS) {
      latest.remove(latest.keySet().iterator().next());
    }
    latest.put(
        subscription,
        new Remaining(
            reads != null || before == null ? reads : before.reads(),
            writes != null || before == null ? writes : before.writes()));
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null || !text.matches("\\d{1,18}") ? null : Long.valueOf(text);
  }
}
