package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.Slice;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PageRelayTest {
  private static final Span SPAN = new Span(1024, 2048);
  private static final byte[] BYTES = new byte[1024];
  private static final URI OWN = URI.create("https://own.blob.core.windows.net/");
  private static final URI STAGED = URI.create("https://own.blob.core.windows.net/images/a.vhd");
  private static final URI FOREIGN = URI.create("https://other.blob.core.windows.net/vhds/a.vhd");

  static {
    Arrays.fill(BYTES, (byte) 7);
  }

  private final List<HttpRequest> sent = new ArrayList<>();

  @Test
  void bothRequestsCarryAllThatBindsThemToSourceAndLease() {
    relay(bytes(BYTES, md5(BYTES))).send(SPAN);

    assertThat(sent)
        .extracting(HttpRequest::getHttpMethod)
        .containsExactly(HttpMethod.GET, HttpMethod.PUT);
    assertThat(header(0, "x-ms-range")).isEqualTo("bytes=1024-2047");
    assertThat(header(0, "If-Match")).isEqualTo("\"e1\"");
    assertThat(header(0, "x-ms-range-get-content-md5")).isEqualTo("true");
    assertThat(header(1, "x-ms-range")).isEqualTo("bytes=1024-2047");
    assertThat(header(1, "x-ms-lease-id")).isEqualTo("lease");
    assertThat(header(1, "Content-MD5")).isEqualTo(md5(BYTES));
    assertThat(sent.get(1).getBodyAsBinaryData().toBytes()).isEqualTo(BYTES);
  }

  @Test
  void whatCameDamagedIsNotWrittenAndMayBeReadAgain() {
    byte[] other = BYTES.clone();
    other[0] = 8;
    for (Reply reply :
        List.of(
            bytes(other, md5(BYTES)),
            bytes(Arrays.copyOf(BYTES, 512), null),
            bytes(Arrays.copyOf(BYTES, 2048), null))) {
      Failure failure =
          catchThrowableOfType(CallFailed.class, () -> relay(reply).send(SPAN)).failure();

      assertThat(failure.kind()).isEqualTo(Failure.Kind.TRANSIENT);
    }
    assertThat(sent).extracting(HttpRequest::getHttpMethod).containsOnly(HttpMethod.GET);
  }

  @Test
  void aSourceThatIsAnotherOneByNowIsNotWritten() {
    Reply changed =
        request -> Answer.of(request, 412, Map.of("x-ms-error-code", "ConditionNotMet"));

    assertThatThrownBy(() -> relay(changed).send(SPAN))
        .isInstanceOfSatisfying(
            CopyStopped.class,
            stopped -> assertThat(stopped.outcome()).isEqualTo(new Slice.SourceChanged()));
    assertThat(sent).hasSize(1);
  }

  @Test
  void eachRequestIsTriedOnceForTheQueueSetsThePace() {
    Reply busy = request -> Answer.of(request, 503, Map.of("x-ms-error-code", "ServerBusy"));

    assertThatThrownBy(() -> relay(busy).send(SPAN)).hasMessageContaining("ServerBusy");
    assertThat(sent).hasSize(1);
  }

  /** What the source answers. */
  private interface Reply {
    HttpResponse to(HttpRequest request);
  }

  private static Reply bytes(byte[] body, @Nullable String md5) {
    var headers =
        new HttpHeaders()
            .set(HttpHeaderName.CONTENT_LENGTH, String.valueOf(body.length))
            .set(HttpHeaderName.CONTENT_RANGE, "bytes 1024-2047/4096")
            .set(HttpHeaderName.ETAG, "\"e1\"");
    if (md5 != null) {
      headers.set(HttpHeaderName.CONTENT_MD5, md5);
    }
    return request -> new Answer(request, 206, headers, body);
  }

  private PageRelay relay(Reply reply) {
    HttpClient http =
        request -> {
          sent.add(request);
          boolean reads = request.getHttpMethod() == HttpMethod.GET;
          return Mono.just(reads ? reply.to(request) : Answer.of(request, 201, Map.of()));
        };
    var key = new StorageAccount.Credential.Key(new Secret("a2V5"));
    var settings =
        new StorageSettings(
            OWN.resolve("/jobs"),
            "jobs/",
            List.of(new StorageAccount(OWN, key)),
            null,
            StorageSettings.Copying.DEFAULT);
    var clients = new StorageClients(settings, http, new StoreClock(Instant.EPOCH, () -> 0));
    var source = new ImageSource.Vhd(FOREIGN, new Secret("sp=r&sig=canary"));
    return new PageRelay(
        clients.own(STAGED, false), SourceBlob.of(source, clients, false), "\"e1\"", "lease");
  }

  private @Nullable String header(int request, String name) {
    return sent.get(request).getHeaders().getValue(HttpHeaderName.fromString(name));
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
