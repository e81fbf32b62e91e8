package io.poolwright.integration.keyvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import io.poolwright.localazure.keyvault.KeyVault;
import io.poolwright.localazure.keyvault.KeyVaultConfig;
import io.poolwright.worker.azure.AzureSettings.Timeouts;
import io.poolwright.worker.azure.VaultPipeline;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Failure.Kind;
import io.poolwright.worker.keyvault.KeyVaultSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyVaultSecretsTest {
  private static final Timeouts QUICK =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2));

  private final KeyVault vault =
      KeyVault.start(
          new KeyVaultConfig(
              0,
              List.of(
                  new KeyVaultConfig.Secret("sas", "sig=old", null, null),
                  new KeyVaultConfig.Secret("disabled", "sig=x", false, null),
                  new KeyVaultConfig.Secret("expired", "sig=x", null, 1L)),
              null),
          Clock.systemUTC());
  private final KeyVaultSecrets secrets =
      new KeyVaultSecrets(
          List.of(vault.endpoint()),
          there -> VaultPipeline.build(there, QUICK, Optional.empty()),
          Clock.systemUTC());

  @AfterEach
  void close() {
    vault.close();
  }

  private SecretId id(String name) {
    return new SecretId(vault.endpoint() + "/secrets/" + name);
  }

  private JsonNode send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(vault.endpoint() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      return new JsonMapper().readTree(answer);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Failure failure(String name) {
    CallFailed thrown = catchThrowableOfType(CallFailed.class, () -> secrets.read(id(name)));
    return thrown.failure();
  }

  /** Each time, for the JDK's client sends a GET again whose connection was cut. */
  private Failure failureWith(String action) {
    send(
        "POST", "/_control/faults", "{\"path\":\"/secrets/\",\"every\":true,%s}".formatted(action));
    Failure failure = failure("sas");
    send("DELETE", "/_control/faults", "");
    return failure;
  }

  @Test
  void theNewestVersionIsReadAndAnOlderOneByItsName() {
    String newer =
        send("PUT", "/secrets/sas?api-version=7.6", "{\"value\":\"sig=new\"}").path("id").asText();
    send("PUT", "/secrets/sas?api-version=7.6", "{\"value\":\"sig=newest\"}");

    assertThat(secrets.read(id("sas"))).isEqualTo(new Secret("sig=newest"));
    assertThat(secrets.read(new SecretId(newer))).isEqualTo(new Secret("sig=new"));
  }

  @Test
  void whatCannotBeReadSaysWhy() {
    assertThat(failure("nobody").code()).isEqualTo("SecretNotFound");
    assertThat(failure("disabled").code()).isEqualTo("SecretDisabled");
    assertThat(failure("expired").code()).isEqualTo("SecretExpired");
    assertThat(
            failureWith("\"action\":\"status\",\"status\":403,\"code\":\"ForbiddenByRbac\"")
                .detail())
        .contains("Microsoft.KeyVault/vaults/secrets/getSecret/action", "Key Vault Secrets User");
  }

  @Test
  void aThrottlingVaultIsGivenItsTime() {
    String throttled =
        "\"action\":\"status\",\"status\":429,\"code\":\"Throttled\",\"headers\":{\"Retry-After\":\"3\"}";

    assertThat(failureWith(throttled))
        .extracting(Failure::kind, Failure::retryAfter)
        .containsExactly(Kind.DEFERRED, Duration.ofSeconds(3));
  }

  @Test
  void aVaultThatDoesNotAnswerIsNotWaitedForForEver() {
    assertThat(failureWith("\"action\":\"hang\"").code()).isEqualTo("TimedOut");
    assertThat(failureWith("\"action\":\"cut\""))
        .extracting(Failure::kind, Failure::code)
        .containsExactly(Kind.TRANSIENT, "VaultUnreachable");
  }
}
