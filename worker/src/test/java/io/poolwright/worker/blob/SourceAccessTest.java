package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.storage.blob.BlobClient;
import com.sun.net.httpserver.HttpServer;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** How a source is opened to the service that copies from it, by what the worker was given. */
class SourceAccessTest {
  private static final Instant UNTIL = Instant.parse("2026-11-23T10:00:00Z");
  private static final URI OWN = URI.create("https://own.blob.core.windows.net/");
  private static final URI SOURCE = URI.create("https://own.blob.core.windows.net/vhds/a%20b.vhd");
  private static final URI FOREIGN = URI.create("https://other.blob.core.windows.net/vhds/a.vhd");
  private static final StorageAccount.Credential KEY =
      new StorageAccount.Credential.Key(new Secret("a2V5"));
  private static final TokenCredential TOKEN =
      context -> Mono.just(new AccessToken("canary-token", OffsetDateTime.MAX));

  private final List<HttpRequest> sent = new ArrayList<>();
  private final HttpClient nowhere =
      request -> {
        sent.add(request);
        return Mono.error(new IllegalStateException("not reachable"));
      };

  @Test
  void aSasThatCameWithTheRequestIsPassedOnAsItIs() {
    for (String sas : List.of("sp=r&sig=x%3D", "?sp=r&sig=x%3D")) {
      SourceBlob source = source(KEY, null, FOREIGN, new Secret(sas));

      assertThat(source.copyUrl(UNTIL).reveal()).isEqualTo(FOREIGN + "?sp=r&sig=x%3D");
      assertThat(source.copyAuthorization()).isEmpty();
      assertThat(source.toString()).doesNotContain("sig");
    }
  }

  @Test
  void inAnAccountWhoseKeyTheWorkerHasItMakesAShortReadSas() {
    String url = source(KEY, null, SOURCE, null).copyUrl(UNTIL).reveal();

    assertThat(url)
        .startsWith(SOURCE + "?")
        .contains("sp=r&")
        .contains("se=2026-11-23T10%3A15%3A00Z")
        .contains("sig=");
  }

  @Test
  void anIdentityIsShownByItsTokenAndNeverInTheUrl() {
    var own = new StorageAccount.Credential.Identity(TOKEN);

    for (SourceBlob source :
        List.of(source(own, null, SOURCE, null), source(KEY, TOKEN, FOREIGN, null))) {
      assertThat(source.copyUrl(UNTIL).reveal()).isEqualTo(source.url().toString());
      assertThat(source.copyAuthorization())
          .hasValueSatisfying(
              shown -> assertThat(shown.toString()).isEqualTo("Bearer canary-token"));
    }
  }

  @Test
  void oneRequestCarriesAllThatBindsItToSourceAndLease() {
    var settings = settings(KEY, TOKEN);
    var clients =
        new StorageClients(settings, nowhere, new StoreClock(Instant.EPOCH, System::nanoTime));
    SourceBlob source = SourceBlob.of(new ImageSource.Vhd(FOREIGN, null), clients);
    URI staged = URI.create("https://own.blob.core.windows.net/images/a.vhd");
    var sender =
        new PageSender(clients.own(staged, false), source, source.copyUrl(UNTIL), "\"e1\"", "l1");

    assertThatThrownBy(() -> sender.send(new Span(1024, 4096))).hasMessageNotContaining("canary");

    assertThat(sent).hasSize(1);
    assertThat(header("x-ms-copy-source")).isEqualTo(FOREIGN.toString());
    assertThat(header("x-ms-copy-source-authorization")).isEqualTo("Bearer canary-token");
    assertThat(header("x-ms-source-range")).isEqualTo("bytes=1024-4095");
    assertThat(header("x-ms-range")).isEqualTo("bytes=1024-4095");
    assertThat(header("x-ms-source-if-match")).isEqualTo("\"e1\"");
    assertThat(header("x-ms-lease-id")).isEqualTo("l1");
  }

  @Test
  void aSourceThatRedirectsIsNotFollowed() throws IOException {
    var followed = new AtomicBoolean();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          followed.compareAndSet(false, exchange.getRequestURI().getPath().equals("/inside"));
          exchange.getResponseHeaders().add("Location", "/inside");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    try {
      var http = StorageHttp.newClient(Duration.ofSeconds(10));
      var clients =
          new StorageClients(
              settings(KEY, null), http, new StoreClock(Instant.EPOCH, System::nanoTime));
      var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/own/vhds/a.vhd");
      BlobClient source = clients.withSas(url, new Secret("sp=r&sig=canary"), true);

      assertThatThrownBy(source::getProperties).hasMessageNotContaining("canary");
      assertThat(followed).isFalse();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAccountIsNamedByItsHostOrByItsPath() {
    assertThat(new StorageAccount(OWN, KEY).name()).isEqualTo("own");
    assertThat(
            new StorageAccount(OWN, KEY).holds(URI.create("https://OWN.blob.core.windows.net/v/a")))
        .isTrue();
    assertThat(
            new StorageAccount(OWN, KEY)
                .holds(URI.create("https://own.blob.core.windows.net.evil.com/v/a")))
        .isFalse();
    URI byPath = URI.create("http://127.0.0.1:10000/local");
    var account = new StorageAccount(byPath, KEY);
    assertThat(account.name()).isEqualTo("local");
    assertThat(account.holds(URI.create(byPath + "/vhds/a.vhd"))).isTrue();
    assertThat(account.holds(URI.create("http://127.0.0.1:10000/localhost/vhds/a.vhd"))).isFalse();
  }

  private @Nullable String header(String name) {
    return sent.get(0).getHeaders().getValue(HttpHeaderName.fromString(name));
  }

  private SourceBlob source(
      StorageAccount.Credential own,
      @Nullable TokenCredential identity,
      URI url,
      @Nullable Secret sas) {
    var clients =
        new StorageClients(
            settings(own, identity), nowhere, new StoreClock(Instant.EPOCH, System::nanoTime));
    return SourceBlob.of(new ImageSource.Vhd(url, sas), clients);
  }

  private static StorageSettings settings(
      StorageAccount.Credential own, @Nullable TokenCredential identity) {
    return new StorageSettings(
        OWN.resolve("/jobs"),
        "jobs/",
        List.of(new StorageAccount(OWN, own)),
        identity,
        StorageSettings.Copying.DEFAULT);
  }
}
