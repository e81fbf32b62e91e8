package io.poolwright.worker.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What runs on this machine and what to do with it, for people. */
final class LocalText {
  private LocalText() {}

  static String of(LocalEnvironment local) {
    return """
        Azure runs on this machine until you press Ctrl-C.

        %s

        Make a pool, and see how:
          poolwright submit --watch %s
        Make ARM fail once, or Storage (at %s):
          curl -d '{"path":"/pools/","times":1,"action":"status","status":503}' %s/_control/faults"""
        .formatted(
            table(local),
            local.exampleRequest(),
            local.blobEndpoint() + "/_control/faults",
            local.armEndpoint());
  }

  private static String table(LocalEnvironment local) {
    var rows = new LinkedHashMap<String, Object>();
    rows.put("Service Bus", local.serviceBusConnectionString());
    rows.put("  requests", "queue " + local.requestQueue());
    rows.put(
        "  events", "topic " + local.eventTopic() + ", subscription " + local.eventSubscription());
    rows.put("Blob Storage", local.blobEndpoint());
    rows.put("  key", local.storageKey());
    rows.put("ARM", local.armEndpoint());
    rows.put("  Batch account", local.batchAccountId());
    rows.put("  gallery image", local.galleryImageDefinitionId());
    if (local.keyVaultEndpoint() != null) {
      rows.put("Key Vault", local.keyVaultEndpoint());
      rows.put("  SAS of the VHD", local.keyVaultEndpoint() + "/secrets/" + LocalNames.SAS_SECRET);
    }
    rows.put("Worker", local.workerPid() == null ? "none" : "process " + local.workerPid());
    return rows.entrySet().stream().map(LocalText::row).collect(Collectors.joining("\n"));
  }

  private static String row(Map.Entry<String, Object> row) {
    return "%-16s %s".formatted(row.getKey(), row.getValue());
  }
}
