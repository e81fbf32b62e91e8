package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.steps.Slice;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** What a range that the service did not copy from the source's address means. */
class FromUrlFailuresTest {
  private static final Instant UNTIL = Instant.parse("2026-11-23T10:00:00Z");
  private static final URI OWN = URI.create("https://own.blob.core.windows.net/");
  private static final URI STAGED = URI.create("https://own.blob.core.windows.net/images/a.vhd");
  private static final URI FOREIGN = URI.create("https://other.blob.core.windows.net/vhds/a.vhd");

  @ParameterizedTest
  @CsvSource({
    // status, code, what the source answered, and what it means
    "412, SourceConditionNotMet, , , changed",
    "404, CannotVerifyCopySource, 404, BlobNotFound, changed",
    "412, CannotVerifyCopySource, 412, ConditionNotMet, changed",
    "400, InvalidHeaderValue, , , PutPageFromUrlRefused",
    "405, UnsupportedHttpVerb, , , PutPageFromUrlRefused",
    "501, NotImplemented, , , PutPageFromUrlRefused",
    "400, CannotVerifyCopySource, , , CopySourceUnreachable",
    "403, CannotVerifyCopySource, , , CopySourceUnreachable",
    "404, CannotVerifyCopySource, , , CopySourceUnreachable",
    "403, CannotVerifyCopySource, 403, AuthorizationFailure, CopySourceUnreachable",
    "403, CannotVerifyCopySource, 403, AuthorizationSourceIPMismatch, CopySourceUnreachable",
    "403, CannotVerifyCopySource, 403, AuthenticationFailed, failure AuthenticationFailed",
    "403, CannotVerifyCopySource, 403, AuthorizationPermissionMismatch, failure AuthorizationPermissionMismatch",
    "500, CannotVerifyCopySource, , , failure CannotVerifyCopySource",
    "503, ServerBusy, 503, ServerBusy, failure ServerBusy",
    "403, AuthorizationFailure, , , failure AuthorizationFailure",
    "503, ServerBusy, , , failure ServerBusy",
    "412, LeaseIdMissing, , , busy",
    "409, PendingCopyOperation, , , busy",
    "404, BlobNotFound, , , broken"
  })
  void everyAnswerHasOneMeaning(
      int status,
      String code,
      @Nullable String sourceStatus,
      @Nullable String sourceCode,
      String meaning) {
    var headers = new HashMap<>(Map.of("x-ms-error-code", code));
    if (sourceStatus != null && sourceCode != null) {
      headers.put("x-ms-copy-source-status-code", sourceStatus);
      headers.put("x-ms-copy-source-error-code", sourceCode);
    }

    assertThat(meaning(sent("sp=r&sig=canary", status, headers))).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00Z, SourceSasExpired",
    "2026-11-23T10%3A00%3A00Z, SourceSasExpired",
    "2026-11-23T10:00Z, SourceSasExpired",
    "2026-11-23, SourceSasExpired",
    "2026-11-23T10:00:01Z, AuthenticationFailed",
    "soon, AuthenticationFailed"
  })
  void aSasThatEndedOnTheWayIsNamedByTheServicesOwnTime(String end, String code) {
    Throwable thrown =
        sent(
            "sp=r&se=" + end + "&sig=canary",
            403,
            Map.of(
                "x-ms-error-code", "CannotVerifyCopySource",
                "x-ms-copy-source-status-code", "403",
                "x-ms-copy-source-error-code", "AuthenticationFailed",
                "Date", "Mon, 23 Nov 2026 10:00:00 GMT"));

    assertThat(meaning(thrown)).isEqualTo("failure " + code);
    assertThat(thrown).hasMessageNotContaining("canary");
  }

  @Test
  void eachRangeBearsTheTokenOfItsMoment() {
    var tokens = new AtomicInteger();
    TokenCredential renewing =
        context ->
            Mono.fromSupplier(
                () -> new AccessToken("token-" + tokens.incrementAndGet(), OffsetDateTime.MAX));
    List<String> shown = new ArrayList<>();
    HttpClient http =
        request -> {
          var header = HttpHeaderName.fromString("x-ms-copy-source-authorization");
          shown.add(request.getHeaders().getValue(header));
          return Mono.just(Answer.of(request, 201, Map.of()));
        };
    PageSender sender = sender(http, renewing, null);

    sender.send(new Span(0, 512));
    sender.send(new Span(512, 1024));

    assertThat(shown).containsExactly("Bearer token-1", "Bearer token-2");
  }

  private static Throwable sent(String sas, int status, Map<String, String> headers) {
    HttpClient http = request -> Mono.just(Answer.of(request, status, headers));
    PageSender sender = sender(http, null, new Secret(sas));
    return catchThrowable(() -> sender.send(new Span(0, 512)));
  }

  private static PageSender sender(
      HttpClient http, @Nullable TokenCredential identity, @Nullable Secret sas) {
    var key = new StorageAccount.Credential.Key(new Secret("a2V5"));
    var settings =
        new StorageSettings(
            OWN.resolve("/jobs"),
            "jobs/",
            List.of(new StorageAccount(OWN, key)),
            identity,
            StorageSettings.Copying.DEFAULT);
    var clients = new StorageClients(settings, http, new StoreClock(UNTIL, () -> 0));
    SourceBlob source = SourceBlob.of(new ImageSource.Vhd(FOREIGN, sas), clients);
    return new PageSender(
        clients.own(STAGED, false), source, source.copyUrl(UNTIL), "\"e1\"", "lease");
  }

  private static String meaning(Throwable thrown) {
    if (thrown instanceof EngineRefused refused) {
      return refused.why().code();
    }
    if (thrown instanceof CallFailed failed) {
      return "failure " + failed.failure().code();
    }
    Slice outcome = ((CopyStopped) thrown).outcome();
    if (outcome instanceof Slice.SourceChanged) {
      return "changed";
    }
    return outcome instanceof Slice.Busy ? "busy" : "broken";
  }
}
