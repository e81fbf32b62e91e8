package io.poolwright.worker.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A status, a challenge and no body. */
final class BareResponse extends HttpResponse {
  private final int status;

  BareResponse(HttpRequest request, int status) {
    super(request);
    this.status = status;
  }

  @Override
  public int getStatusCode() {
    return status;
  }

  @Override
  public @Nullable String getHeaderValue(HttpHeaderName name) {
    return getHeaders().getValue(name);
  }

  @Override
  @Deprecated
  public @Nullable String getHeaderValue(String name) {
    throw new UnsupportedOperationException("ask by HttpHeaderName");
  }

  @Override
  public HttpHeaders getHeaders() {
    return new HttpHeaders().set(HttpHeaderName.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.empty();
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.empty();
  }

  @Override
  public Mono<String> getBodyAsString() {
    return Mono.empty();
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.empty();
  }
}
