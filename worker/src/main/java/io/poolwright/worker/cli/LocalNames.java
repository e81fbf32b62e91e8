package io.poolwright.worker.cli;

/** What is called how in the Azure that runs on this machine, as its built-in settings have it. */
final class LocalNames {
  static final String REGION = "westeurope";
  static final String SOURCES = "vhds";
  static final String STAGING = "images";
  static final String JOBS = "jobs";
  static final String REQUEST_QUEUE = "provisioning-requests";
  static final String WAKEUP_QUEUE = "provisioning-wakeups";
  static final String EVENT_TOPIC = "provisioning-events";

  /** Of the event topic: whoever wants events for good receives them here. */
  static final String ALL = "all";

  /** The secret in the vault that holds the SAS of the VHD that is there to be tried. */
  static final String SAS_SECRET = "example-sas";

  private LocalNames() {}

  /** Its ARM id. */
  static String storageAccount(String subscription, String name) {
    return "/subscriptions/%s/resourceGroups/rg-poolwright/providers/Microsoft.Storage/storageAccounts/%s"
        .formatted(subscription, name);
  }
}
