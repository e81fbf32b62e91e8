package io.poolwright.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String ACCOUNT =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers"
          + "/Microsoft.Storage/storageAccounts/staging";
  private static final Map<String, String> LEAST =
      Map.of(
          "POOLWRIGHT_SERVICE_BUS_FULLY_QUALIFIED_NAMESPACE", "contoso.servicebus.windows.net",
          "POOLWRIGHT_STORAGE_JOBS", "https://contoso.blob.core.windows.net/jobs",
          "POOLWRIGHT_STORAGE_STAGING",
              "[{region: westeurope, container: 'https://contoso.blob.core.windows.net/images',"
                  + " account: "
                  + ACCOUNT
                  + "}]");

  @TempDir Path directory;

  private static Settings with(Map<String, String> more) {
    var environment = new HashMap<>(LEAST);
    environment.putAll(more);
    return Settings.load(null, environment);
  }

  private static List<String> problemsOf(Map<String, String> environment) {
    SettingsException thrown =
        catchThrowableOfType(SettingsException.class, () -> Settings.load(null, environment));
    return Objects.requireNonNull(thrown, "it was accepted").problems();
  }

  @Test
  void theLeastThatIsNeededLeavesEverythingElseAtItsDefault() {
    Settings settings = with(Map.of());
    assertThat(settings.serviceBus().requestQueue()).isEqualTo("provisioning-requests");
    assertThat(settings.storage().sources().hosts()).containsExactly(".blob.core.windows.net");
    assertThat(settings.arm().endpoint()).hasToString("https://management.azure.com");
    assertThat(settings.engine().slice()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.secrets()).isEqualTo(new Settings.Secrets(null, List.of()));
  }

  @Test
  void theCopyEngineIsChosenUnlessOneIsNamed() {
    Settings.Storage.Copying preset = with(Map.of()).storage().copying();
    assertThat(preset.engine()).isEqualTo("auto");
    assertThat(preset.stalledAfter()).isEqualTo(Duration.ofMinutes(5));
    for (String engine : Settings.Storage.Copying.ENGINES) {
      var named = with(Map.of("POOLWRIGHT_STORAGE_COPY_ENGINE", engine));
      assertThat(named.storage().copying().engine()).isEqualTo(engine);
    }
    var wrong = new HashMap<>(LEAST);
    wrong.put("POOLWRIGHT_STORAGE_COPY_ENGINE", "azcopy");
    assertThat(problemsOf(wrong))
        .singleElement()
        .asString()
        .contains("storage.copyEngine", "auto, putPageFromUrl, copyBlob, relay");
  }

  @Test
  void everyProblemIsToldAtOnce() {
    assertThat(problemsOf(Map.of("POOLWRIGHT_ENGINE_SLICE", "ten", "POOLWRIGHT_ENGIN_SLICE", "1")))
        .hasSize(5)
        .anySatisfy(p -> assertThat(p).startsWith("storage.jobs (POOLWRIGHT_STORAGE_JOBS) is miss"))
        .anySatisfy(p -> assertThat(p).startsWith("storage.staging"))
        .anySatisfy(p -> assertThat(p).startsWith("serviceBus.connectionString"))
        .anySatisfy(p -> assertThat(p).startsWith("engine.slice").contains("PT10S"))
        .anySatisfy(p -> assertThat(p).startsWith("POOLWRIGHT_ENGIN_SLICE is no setting"));
  }

  @Test
  void noProblemShowsTheValueOfASecret() {
    var environment = new HashMap<>(LEAST);
    environment.put("POOLWRIGHT_SECRETS_KEY", "c2hvcnQtY2FuYXJ5");
    environment.put("POOLWRIGHT_SERVICE_BUS_CONNECTION_STRING", "Endpoint=sb://canary");
    assertThat(problemsOf(environment)).hasSize(2).noneMatch(p -> p.contains("anary"));
    assertThat(with(Map.of("POOLWRIGHT_STORAGE_ACCOUNT_KEYS", "{contoso: canary}")).toString())
        .doesNotContain("canary");
  }

  @Test
  void theFileIsReadAndTheEnvironmentGoesBeforeIt() throws IOException {
    Path file =
        Files.writeString(directory.resolve("worker.yaml"), "name: file\nengine: {slice: PT3S}\n");
    var environment = new HashMap<>(LEAST);
    environment.put("POOLWRIGHT_NAME", "variable");
    Settings settings = Settings.load(file, environment);
    assertThat(settings.name()).isEqualTo("variable");
    assertThat(settings.engine().slice()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aSlipInTheFileIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("worker.yaml"), "engine: {slize: PT3S}\n");
    SettingsException thrown =
        catchThrowableOfType(SettingsException.class, () -> Settings.load(file, LEAST));
    assertThat(thrown).hasMessageContaining("engine.slize is no setting");
  }

  @Test
  void noAuthenticationIsForLoopbackOnly() {
    var environment = new HashMap<>(LEAST);
    environment.put("POOLWRIGHT_ARM_AUTHENTICATION", "none");
    assertThat(problemsOf(environment)).singleElement().asString().contains("loopback");
  }

  @Test
  void vaultsAreReadAsIdentifiersOfSecretsNameThem() {
    String given = "['https://Contoso.vault.azure.net/', 'https://contoso.vault.azure.net:443']";
    assertThat(with(Map.of("POOLWRIGHT_KEY_VAULT_VAULTS", given)).secrets().vaults())
        .containsExactly(URI.create("https://contoso.vault.azure.net"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://contoso.vault.azure.net",
        "['contoso']",
        "['https://contoso.vault.azure.net/secrets/x']",
        "['http://contoso.vault.azure.net']",
        "['http://127.0.0.1:10300']"
      })
  void aVaultThatATokenMustNotGoToIsRefused(String given) {
    var environment = new HashMap<>(LEAST);
    environment.put("POOLWRIGHT_KEY_VAULT_VAULTS", given);
    assertThat(problemsOf(environment)).singleElement().asString().startsWith("keyVault.vaults");
  }

  @Test
  void withoutAuthenticationAVaultIsOnLoopback() {
    var environment = new HashMap<>(LEAST);
    environment.put("POOLWRIGHT_ARM_AUTHENTICATION", "none");
    environment.put("POOLWRIGHT_ARM_ENDPOINT", "http://127.0.0.1:10100");
    environment.put("POOLWRIGHT_KEY_VAULT_VAULTS", "['http://127.0.0.1:10300']");
    assertThat(Settings.load(null, environment).secrets().vaults()).hasSize(1);
    environment.put("POOLWRIGHT_KEY_VAULT_VAULTS", "['https://contoso.vault.azure.net']");
    assertThat(problemsOf(environment)).singleElement().asString().contains("loopback");
  }

  @Test
  void aCallThatMayOutlastTheLockIsRefused() {
    var environment = new HashMap<>(LEAST);
    environment.put("POOLWRIGHT_SERVICE_BUS_LOCK_DURATION", "PT30S");
    assertThat(problemsOf(environment)).singleElement().asString().contains("PT15S");
  }

  @Test
  void thePageForOperatorsNamesEverySetting() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    assertThat(Settings.environmentNames())
        .allSatisfy(
            name -> {
              String path = SettingsTest.pathOf(name);
              assertThat(page.toLowerCase(Locale.ROOT)).contains("`" + path);
            });
  }

  private static String pathOf(String environmentName) {
    String[] words =
        environmentName.substring("POOLWRIGHT_".length()).toLowerCase(Locale.ROOT).split("_");
    for (String section :
        List.of("servicebus", "storage", "arm", "secrets", "keyvault", "engine", "breaker")) {
      String all = String.join("", words);
      if (all.startsWith(section)) {
        return section + "." + all.substring(section.length());
      }
    }
    return String.join("", words);
  }

  @Test
  void aDeskNeedsNoMoreThanItAsksFor() {
    var jobs = "https://contoso.blob.core.windows.net/jobs";
    DeskSettings desk = DeskSettings.load(null, Map.of("POOLWRIGHT_STORAGE_JOBS", jobs));
    assertThat(desk.jobs()).hasToString(jobs);
    assertThat(desk.bus()).isNull();
    Settings.Bus bus = DeskSettings.load(null, LEAST).bus();
    assertThat(bus).isEqualTo(with(Map.of()).serviceBus());
  }

  @Test
  void aDeskSaysWhatIsWrongWithWhatItAsksFor() {
    var wrong = Map.of("POOLWRIGHT_STORAGE_JOBS", "jobs", "POOLWRIGHT_ARM_ENDPOINT", "management");
    var thrown =
        catchThrowableOfType(SettingsException.class, () -> DeskSettings.load(null, wrong));
    assertThat(thrown.problems()).hasSize(2);
  }
}
