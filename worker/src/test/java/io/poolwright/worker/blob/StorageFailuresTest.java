package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.storage.blob.models.BlobStorageException;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageFailuresTest {
  private static final String URL = "https://a.blob.core.windows.net/c/b?sp=r&sig=canary%3D";

  @ParameterizedTest
  @CsvSource({
    "400, InvalidHeaderValue, PERMANENT",
    "401, NoAuthenticationInformation, PERMANENT",
    "403, AuthorizationPermissionMismatch, PERMANENT",
    "404, ContainerNotFound, PERMANENT",
    "408, RequestTimeout, TRANSIENT",
    "409, LeaseAlreadyPresent, TRANSIENT",
    "409, ContainerBeingDeleted, TRANSIENT",
    "409, BlobAlreadyExists, PERMANENT",
    "412, ConditionNotMet, PERMANENT",
    "412, LeaseIdMissing, TRANSIENT",
    "429, TooManyRequests, DEFERRED",
    "500, InternalError, TRANSIENT",
    "502, Http502, TRANSIENT",
    "503, ServerBusy, DEFERRED",
    "504, Http504, TRANSIENT",
    "507, InsufficientStorage, DEFERRED"
  })
  void everyAnswerIsOneKindOfFailure(int status, String code, Failure.Kind kind) {
    Failure failure =
        failure(status, new HttpHeaders().set(HttpHeaderName.fromString("x-ms-error-code"), code));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.detail()).contains("reading a/c/b", String.valueOf(status));
  }

  @Test
  void aBusyServerSaysForHowLong() {
    var headers = new HttpHeaders().set(HttpHeaderName.RETRY_AFTER, "17");

    assertThat(failure(503, headers).retryAfter()).isEqualTo(Duration.ofSeconds(17));
    assertThat(failure(503, new HttpHeaders()).retryAfter()).isNull();
  }

  @Test
  void whatTheSourceAnsweredCountsWhenTheServiceCopies() {
    var headers =
        new HttpHeaders()
            .set(HttpHeaderName.fromString("x-ms-error-code"), "CannotVerifyCopySource")
            .set(HttpHeaderName.fromString("x-ms-copy-source-status-code"), "503")
            .set(HttpHeaderName.fromString("x-ms-copy-source-error-code"), "ServerBusy");

    assertThat(failure(500, headers).kind()).isEqualTo(Failure.Kind.DEFERRED);
    assertThat(failure(500, headers).code()).isEqualTo("ServerBusy");
  }

  @Test
  void aRefusalSaysHowToMendIt() {
    assertThat(failure(403, new HttpHeaders()).detail())
        .contains("Storage Blob Data Reader", "expired");
  }

  @Test
  void noAnswerMayPass() {
    var refused = new UncheckedIOException(new ConnectException("to " + URL));
    var late = new IllegalStateException("blocking " + URL, new TimeoutException(URL));
    var hung = new RuntimeException(URL, new HttpTimeoutException("request timed out"));

    for (RuntimeException error : new RuntimeException[] {refused, late, hung}) {
      CallFailed failed = StorageFailures.of("reading a/c/b", error);
      assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(failed.failure().code()).isEqualTo("StorageUnreachable");
      assertThat(printed(failed)).doesNotContain("canary");
    }
  }

  @Test
  void nothingOfTheAnswersTextIsRepeated() {
    var headers =
        new HttpHeaders()
            .set(HttpHeaderName.fromString("x-ms-error-code"), "AuthenticationFailed")
            .set(HttpHeaderName.fromString("x-ms-request-id"), "evil\u001b[31m sig=canary");
    var error = new BlobStorageException("signature canary: " + URL, response(403, headers), URL);

    assertThat(printed(StorageFailures.of("reading a/c/b", error)))
        .contains("AuthenticationFailed")
        .doesNotContain("canary")
        .doesNotContain("\u001b");
  }

  @Test
  void anIdentityWithoutATokenIsNamed() {
    var error = new HttpResponseException("no token for " + URL, null);

    CallFailed failed = StorageFailures.of("reading a/c/b", error);

    assertThat(failed.failure().code()).isEqualTo("CredentialUnavailable");
    assertThat(printed(failed)).doesNotContain("canary");
  }

  @Test
  void aFailureThatIsKnownStaysWhatItIs() {
    var known = new CallFailed(Failure.lasting("SecretUnreadable", "no"));

    assertThat(StorageFailures.of("reading", known)).isSameAs(known);
  }

  private static Failure failure(int status, HttpHeaders headers) {
    var error = new BlobStorageException(URL, response(status, headers), null);
    return StorageFailures.of("reading a/c/b", error).failure();
  }

  private static String printed(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static HttpResponse response(int status, HttpHeaders headers) {
    return new Answer(new HttpRequest(HttpMethod.GET, URL), status, headers, new byte[0]);
  }
}
