package io.poolwright.integration.process;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a worker finds its Azure, and how hasty it is.
 *
 * @param serviceBus connection string
 * @param blobs endpoint of the storage account
 * @param arm endpoint
 */
public record WorkerSettings(
    String serviceBus, String blobs, String arm, String account, String accountKey) {
  /** Of all workers, 32 bytes in base64. */
  public static final String SECRETS_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  static WorkerSettings of(LocalAzure azure) {
    return new WorkerSettings(
        azure.at("serviceBusConnectionString"),
        azure.at("blobEndpoint"),
        azure.at("armEndpoint"),
        azure.at("storageAccount"),
        azure.at("storageKey"));
  }

  /**
   * As environment variables.
   *
   * @param changes take the place of what is preset, by name without {@code POOLWRIGHT_}
   */
  public Map<String, String> environment(Map<String, String> changes) {
    Map<String, String> settings = preset();
    settings.putAll(changes);
    var environment = new LinkedHashMap<String, String>();
    settings.forEach((name, value) -> environment.put("POOLWRIGHT_" + name, value));
    return environment;
  }

  private Map<String, String> preset() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("SERVICE_BUS_CONNECTION_STRING", '"' + serviceBus + '"');
    settings.put("SERVICE_BUS_LOCK_DURATION", "PT8S");
    settings.put("STORAGE_JOBS", blobs + "/jobs");
    settings.put(
        "STORAGE_STAGING",
        "[{region: westeurope, container: '%s/images', account: %s, inPlace: false}]"
            .formatted(
                blobs, LocalAzure.GROUP + "Microsoft.Storage/storageAccounts/poolwrightlocal"));
    settings.put("STORAGE_ACCOUNT_KEYS", "{%s: '%s'}".formatted(account, accountKey));
    settings.put("STORAGE_SOURCE_HOSTS", "['" + URI.create(blobs).getAuthority() + "']");
    settings.put("ARM_ENDPOINT", arm);
    settings.put("ARM_AUTHENTICATION", "none");
    settings.put("SECRETS_KEY", SECRETS_KEY);
    settings.put("ENGINE_CALL_TIMEOUT", "PT4S");
    settings.put("ENGINE_SLICE", "PT1S");
    settings.put("ENGINE_POLL_FLOOR", "PT0.3S");
    settings.put("ENGINE_POLL_CEILING", "PT1S");
    settings.put("ENGINE_BACKOFF_FIRST", "PT0.5S");
    settings.put("ENGINE_BACKOFF_CAP", "PT2S");
    settings.put("ENGINE_SECOND_SWEEP_AFTER", "PT1S");
    settings.put("BREAKER_PAUSE", "PT2S");
    return settings;
  }
}
