package io.poolwright.worker.cli;

/** What is called how in the Azure that runs on this machine, as its built-in settings have it. */
final class LocalNames {
  static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  static final String REGION = "westeurope";
  static final String SOURCES = "vhds";
  static final String STAGING = "images";
  static final String JOBS = "jobs";
  static final String REQUEST_QUEUE = "provisioning-requests";
  static final String WAKEUP_QUEUE = "provisioning-wakeups";
  static final String EVENT_TOPIC = "provisioning-events";

  /** Of the event topic: whoever wants events for good receives them here. */
  static final String ALL = "all";

  /** Of the event topic: nobody receives here; messages can be peeked at until they expire. */
  static final String WATCH = "watch";

  static final String BATCH_ACCOUNT = provider("Microsoft.Batch/batchAccounts/poolwrightbatch");
  static final String IMAGE_DEFINITION =
      provider("Microsoft.Compute/galleries/poolwright_gallery/images/ubuntu-2204-gen2");

  private LocalNames() {}

  static String storageAccount(String name) {
    return provider("Microsoft.Storage/storageAccounts/" + name);
  }

  private static String provider(String resource) {
    return "/subscriptions/%s/resourceGroups/rg-poolwright/providers/%s"
        .formatted(SUBSCRIPTION, resource);
  }
}
