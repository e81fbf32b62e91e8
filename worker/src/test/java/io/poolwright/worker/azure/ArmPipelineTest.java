package io.poolwright.worker.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.poolwright.worker.azure.AzureSettings.Authentication;
import io.poolwright.worker.azure.AzureSettings.Timeouts;
import io.poolwright.worker.job.CallFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ArmPipelineTest {
  private final AtomicInteger tokens = new AtomicInteger();
  private final List<String> sent = new ArrayList<>();
  private final TokenCredential credential =
      request ->
          Mono.fromSupplier(
              () ->
                  new AccessToken(
                      request.getScopes().get(0) + "#" + tokens.incrementAndGet(),
                      OffsetDateTime.now(Clock.systemUTC()).plusHours(1)));

  @Test
  void aRefusedTokenIsRefreshedOnce() {
    assertThat(bearerAgainst(2)).isEqualTo(200);
    assertThat(sent).containsExactly("Bearer scope#1", "Bearer scope#2");
  }

  @Test
  void aSecondRefusalIsFinal() {
    assertThat(bearerAgainst(99)).isEqualTo(401);
    assertThat(sent).hasSize(2);
  }

  @Test
  void anAnswerThatDoesNotEndIsCutOff() throws IOException {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
      var limit =
          new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(600));
      var settings =
          new AzureSettings(endpoint, null, Authentication.NONE, "2025-06-01", "2024-03-03", limit);
      HttpPipeline pipeline = ArmPipeline.build(settings, Optional.empty(), new RateLimits());
      var dripping = new Thread(() -> beginAnAnswer(server), "half an answer");
      dripping.start();
      assertThatThrownBy(
              () ->
                  FailedCalls.translated(
                      Clock.systemUTC(),
                      () ->
                          pipeline.send(new HttpRequest(HttpMethod.GET, endpoint + "/x")).block()))
          .isInstanceOf(CallFailed.class)
          .hasMessageStartingWith("TimedOut");
    }
  }

  @Test
  void aTokenForAVaultIsForAllVaultsOfItsCloud() {
    assertThat(VaultPipeline.scope(URI.create("https://contoso.vault.azure.net")))
        .isEqualTo("https://vault.azure.net/.default");
    assertThat(VaultPipeline.scope(URI.create("https://contoso.vault.usgovcloudapi.net")))
        .isEqualTo("https://vault.usgovcloudapi.net/.default");
  }

  /** The status that a caller sees if the server takes the token of that number and no other. */
  private int bearerAgainst(int accepted) {
    HttpPipelinePolicy server =
        (context, next) -> {
          HttpRequest request = context.getHttpRequest();
          String header = request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION);
          sent.add(header);
          boolean right = Objects.equals(header, "Bearer scope#" + accepted);
          return Mono.just(new BareResponse(request, right ? 200 : 401));
        };
    HttpPipeline pipeline =
        new HttpPipelineBuilder()
            .policies(new FreshTokenPolicy(credential, "scope"), server)
            .httpClient(request -> Mono.error(new IllegalStateException("not reached")))
            .build();
    var request = new HttpRequest(HttpMethod.GET, "https://management.azure.com/x");
    return Objects.requireNonNull(pipeline.send(request).block()).getStatusCode();
  }

  private static void beginAnAnswer(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read();
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"
                  .getBytes(StandardCharsets.US_ASCII));
      // Holds the connection until the client lets go of it.
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client has gone, which is what the test wants.
    }
  }
}
