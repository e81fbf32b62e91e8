package io.poolwright.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of a worker for the Azure on this machine, as environment variables. Values are
 * JSON, which is YAML too.
 */
final class WorkerEnvironment {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> variables = new LinkedHashMap<>();

  private WorkerEnvironment() {}

  static Map<String, String> of(LocalEnvironment local) {
    var environment = new WorkerEnvironment();
    environment.addAddresses(local);
    environment.addPace();
    return environment.variables;
  }

  private void addAddresses(LocalEnvironment local) {
    URI blobs = URI.create(local.blobEndpoint());
    put("NAME", "local");
    put("SERVICE_BUS_CONNECTION_STRING", local.serviceBusConnectionString());
    put("SERVICE_BUS_REQUEST_QUEUE", local.requestQueue());
    put("SERVICE_BUS_WAKEUP_QUEUE", LocalNames.WAKEUP_QUEUE);
    put("SERVICE_BUS_EVENT_TOPIC", local.eventTopic());
    put("STORAGE_JOBS", blobs + "/" + LocalNames.JOBS);
    put(
        "STORAGE_STAGING",
        List.of(
            Map.of(
                "region",
                LocalNames.REGION,
                "container",
                blobs + "/" + LocalNames.STAGING,
                "account",
                LocalNames.storageAccount(local.subscriptionId(), local.storageAccount()),
                // There is only one account here, and people want to see a copy.
                "inPlace",
                false)));
    put("STORAGE_ACCOUNT_KEYS", Map.of(local.storageAccount(), local.storageKey()));
    put("STORAGE_SOURCE_HOSTS", List.of(blobs.getAuthority()));
    put("ARM_ENDPOINT", local.armEndpoint());
    put("ARM_AUTHENTICATION", "none");
    put("ARM_SUBSCRIPTIONS", List.of(local.subscriptionId()));
    put("SECRETS_KEY", local.secretsKey());
    put("KEY_VAULT_VAULTS", Stream.ofNullable(local.keyVaultEndpoint()).toList());
  }

  /**
   * Nothing here takes minutes, so nothing needs to be waited for that long; a short slice lets
   * people see how a copy that takes a second goes on. A call must end well within the lock of 20 s
   * that the queues here give.
   */
  private void addPace() {
    put("SERVICE_BUS_LOCK_DURATION", "PT20S");
    put("ENGINE_CALL_TIMEOUT", "PT8S");
    put("ENGINE_SLICE", "PT0.4S");
    put("ENGINE_POLL_FLOOR", "PT0.3S");
    put("ENGINE_POLL_CEILING", "PT2S");
    put("ENGINE_BACKOFF_FIRST", "PT0.5S");
    put("ENGINE_BACKOFF_CAP", "PT5S");
    put("ENGINE_QUOTA_PAUSE", "PT3S");
    put("ENGINE_SECOND_SWEEP_AFTER", "PT3S");
  }

  private void put(String name, Object value) {
    try {
      variables.put("POOLWRIGHT_" + name, JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and lists of texts cannot fail to be written", e);
    }
  }
}
