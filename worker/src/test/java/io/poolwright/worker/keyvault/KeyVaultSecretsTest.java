package io.poolwright.worker.keyvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import io.poolwright.worker.arm.LoopbackArm;
import io.poolwright.worker.azure.AzureSettings.Timeouts;
import io.poolwright.worker.azure.VaultPipeline;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Failure.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyVaultSecretsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final String FORBIDDEN =
      "{\"error\":{\"code\":\"Forbidden\",\"message\":\"sig=hunter2\",\"innererror\":{\"code\":\"%s\"}}}";

  private final LoopbackArm vault = new LoopbackArm();
  private final KeyVaultSecrets secrets = secretsOf(vault.endpoint(), Timeouts.DEFAULT);

  private static KeyVaultSecrets secretsOf(URI vault, Timeouts timeouts) {
    return new KeyVaultSecrets(
        List.of(vault), there -> VaultPipeline.build(there, timeouts, Optional.empty()), () -> NOW);
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private SecretId id() {
    return new SecretId(vault.endpoint() + "/secrets/vhd-sas");
  }

  private Failure failure() {
    return failureOf(secrets, id());
  }

  private static Failure failureOf(KeyVaultSecrets secrets, SecretId id) {
    CallFailed thrown = catchThrowableOfType(CallFailed.class, () -> secrets.read(id));
    assertThat(thrown).hasNoCause().hasMessageNotContaining("hunter2");
    assertThat(thrown.failure().detail()).contains(id.toString());
    return thrown.failure();
  }

  @Test
  void theNewestVersionIsReadOrTheOneThatIsNamed() {
    vault.answers(
        200,
        "{\"value\":\"sig=new\",\"attributes\":{\"exp\":%d}}".formatted(NOW.getEpochSecond() + 1));
    vault.answers(200, "{\"value\":\"sig=old\"}");

    assertThat(secrets.read(id())).isEqualTo(new Secret("sig=new"));
    assertThat(secrets.read(new SecretId(id() + "/" + VERSION))).isEqualTo(new Secret("sig=old"));

    assertThat(vault.asked().get(0).target()).matches("/secrets/vhd-sas/?\\?api-version=.+");
    assertThat(vault.asked().get(1).target()).contains("/secrets/vhd-sas/" + VERSION + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "ForbiddenByRbac, getSecret/action",
    "AccessDenied, Key Vault Secrets User",
    "SecretDisabled, Enable the secret",
    "ForbiddenByFirewall, network rules",
  })
  void aRefusalSaysWhatIsMissing(String code, String remedy) {
    vault.answers(403, FORBIDDEN.formatted(code));

    Failure failure = failure();

    assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.detail()).contains(remedy);
  }

  @Test
  void aSecretThatIsNotThereIsALastingFailure() {
    vault.answers(404, "{\"error\":{\"code\":\"SecretNotFound\",\"message\":\"A secret with …\"}}");

    assertThat(failure().code()).isEqualTo("SecretNotFound");
  }

  @Test
  void aSecretThatHasExpiredIsNotUsed() {
    vault.answers(
        200,
        "{\"value\":\"sig=hunter2\",\"attributes\":{\"exp\":%d}}".formatted(NOW.getEpochSecond()));

    Failure failure = failure();

    assertThat(failure.code()).isEqualTo("SecretExpired");
    assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
    assertThat(failure.detail()).contains(NOW.toString());
  }

  @Test
  void aThrottlingVaultIsGivenTheTimeThatItAsksFor() {
    vault.answers(429, "{\"error\":{\"code\":\"Throttled\"}}", Map.of("Retry-After", "7"));

    assertThat(failure())
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("Throttled");
              assertThat(f.kind()).isEqualTo(Kind.DEFERRED);
              assertThat(f.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void itsOwnTroubleMayPass(int status) {
    vault.answers(status, "<html>hunter2</html>");

    assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sig=hunter2",
        "{\"value\":{\"sig=hunter2\":1}}",
        "{}",
        "{\"value\":\"sig=hunter2"
      })
  void anAnswerThatCannotBeReadShowsNothingOfIt(String body) {
    vault.answers(200, body);

    assertThat(failure().kind()).isNotEqualTo(Kind.DEFERRED);
  }

  @Test
  void aVaultThatIsNotThereMayComeBack() {
    vault.close();

    assertThat(failure())
        .extracting(Failure::kind, Failure::code)
        .containsExactly(Kind.TRANSIENT, "VaultUnreachable");
  }

  @Test
  void noOtherVaultIsEverAsked() {
    var other = new SecretId("http://localhost:" + vault.endpoint().getPort() + "/secrets/sas");

    CallFailed thrown = catchThrowableOfType(CallFailed.class, () -> secrets.read(other));

    assertThat(thrown.failure().code()).isEqualTo("VaultNotAllowed");
    assertThat(thrown).hasMessageContaining("keyVault.vaults");
    assertThat(vault.asked()).isEmpty();
  }
}
