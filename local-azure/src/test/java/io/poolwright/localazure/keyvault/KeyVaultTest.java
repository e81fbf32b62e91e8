package io.poolwright.localazure.keyvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientProvider;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's client against the vault of this machine. */
class KeyVaultTest {
  private static final KeyVaultConfig.Secret DECLARED =
      new KeyVaultConfig.Secret("declared", "sig=x", null, null);

  private static final KeyVaultConfig.Secret DISABLED =
      new KeyVaultConfig.Secret("disabled", "sig=y", false, null);

  @TempDir Path directory;
  private KeyVault vault;

  @BeforeEach
  void start() {
    var config = new KeyVaultConfig(0, List.of(DECLARED, DISABLED), directory.toString());
    vault = KeyVault.start(config, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private SecretClient client() {
    var pipeline =
        new HttpPipelineBuilder().httpClient(new JdkHttpClientProvider().createInstance()).build();
    return new SecretClientBuilder()
        .vaultUrl(vault.endpoint().toString())
        .pipeline(pipeline)
        .buildClient();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(vault.endpoint() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void theNewestVersionIsReadAndEachOlderOneByItsName() {
    KeyVaultSecret first = client().setSecret("sas", "sig=1");
    KeyVaultSecret second = client().setSecret("SAS", "sig=2");

    assertThat(client().getSecret("sas").getValue()).isEqualTo("sig=2");
    assertThat(client().getSecret("sas", first.getProperties().getVersion()).getValue())
        .isEqualTo("sig=1");
    assertThat(second.getId())
        .isEqualTo(vault.endpoint() + "/secrets/SAS/" + second.getProperties().getVersion());
  }

  @Test
  void whatIsExpiredIsAnsweredWithItsTime() {
    OffsetDateTime past = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    var expired = new KeyVaultSecret("old", "sig=1");
    client().setSecret(expired.setProperties(new SecretProperties().setExpiresOn(past)));

    assertThat(client().getSecret("old").getProperties().getExpiresOn()).isEqualTo(past);
  }

  @Test
  void whatIsDisabledOrNotThereIsRefusedAsKeyVaultDoes() throws Exception {
    assertThatThrownBy(() -> client().getSecret("disabled"))
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(403));
    assertThatThrownBy(() -> client().getSecret("nothing"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(send("GET", "/secrets/disabled?api-version=7.6", "").body())
        .contains("\"code\":\"Forbidden\"", "\"innererror\":{\"code\":\"SecretDisabled\"}");
    assertThat(send("GET", "/secrets/nothing?api-version=7.6", "").body())
        .contains("SecretNotFound");
    assertThat(send("GET", "/secrets/declared", "").statusCode()).isEqualTo(400);
    assertThat(send("DELETE", "/secrets/declared?api-version=7.6", "").statusCode()).isEqualTo(405);
    assertThat(send("GET", "/keys/declared?api-version=7.6", "").statusCode()).isEqualTo(404);
    assertThat(send("PUT", "/secrets/x?api-version=7.6", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void secretsSurviveARestart() {
    client().setSecret("declared", "sig=changed");

    vault.close();
    start();

    assertThat(client().getSecret("declared").getValue()).isEqualTo("sig=changed");
  }

  @Test
  void itFailsOnDemandInItsOwnWords() throws Exception {
    String fault =
        "{\"path\":\"/secrets/\",\"times\":1,\"action\":\"status\",\"status\":403,"
            + "\"code\":\"ForbiddenByRbac\"}";
    send("POST", "/_control/faults", fault);

    assertThat(send("GET", "/secrets/declared?api-version=7.6", "").body())
        .contains("\"code\":\"Forbidden\"", "ForbiddenByRbac");
    client().setSecret("seen", "sv=1&sig=hunter2");
    assertThat(send("GET", "/_control/requests", "").body())
        .contains("/secrets/seen")
        .doesNotContain("hunter2");
  }
}
