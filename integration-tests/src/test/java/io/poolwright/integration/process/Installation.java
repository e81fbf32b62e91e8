package io.poolwright.integration.process;

import static org.awaitility.Awaitility.await;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Local Azure in a process of its own, with locks of eight seconds, and workers beside it. */
final class Installation implements AutoCloseable {
  static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright/providers/";
  static final String ACCOUNT = GROUP + "Microsoft.Batch/batchAccounts/poolwrightbatch";
  static final String DEFINITION =
      GROUP + "Microsoft.Compute/galleries/poolwright_gallery/images/ubuntu-2204-gen2";

  final Control arm;
  final Control storage;
  final Subscriber subscriber;
  private final Path directory;
  private final Process azure;
  private final JsonNode ready;
  private final ServiceBusSenderClient requests;

  private Installation(Path directory) throws IOException {
    this.directory = directory;
    this.azure = startAzure(directory);
    try (var out =
        new BufferedReader(new InputStreamReader(azure.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      ready = new JsonMapper().readTree(line == null ? "{}" : line);
    }
    arm = new Control(URI.create(at("armEndpoint")));
    storage = new Control(URI.create(at("blobEndpoint")).resolve("/"));
    subscriber = new Subscriber(at("serviceBusConnectionString"));
    requests =
        new ServiceBusClientBuilder()
            .connectionString(at("serviceBusConnectionString"))
            .sender()
            .queueName("provisioning-requests")
            .buildClient();
  }

  static Installation in(Path directory) throws IOException {
    return new Installation(directory);
  }

  private static Process startAzure(Path directory) throws IOException {
    Path resources = Jar.ROOT.resolve("local-azure/src/main/resources");
    String yaml = Files.readString(resources.resolve("local-azure.yaml"));
    Path config = directory.resolve("local-azure.yaml");
    Files.writeString(config, yaml.replace("lockDuration: PT20S", "lockDuration: PT8S"));
    return Jar.LOCAL_AZURE.start(
        Map.of(),
        directory.resolve("local-azure.log"),
        "--exit-with-stdin",
        "--config",
        config.toString(),
        "--data",
        directory.resolve("data").toString(),
        "--install-dir",
        Jar.ROOT.resolve(".poolwright/azurite").toString());
  }

  String at(String key) {
    return ready.required(key).asText();
  }

  /** Another worker; more than one may run. */
  Process startWorker() {
    return Jar.WORKER.start(
        environment(), directory.resolve("worker.log"), "worker", "--exit-with-stdin");
  }

  private Map<String, String> environment() {
    String blobs = at("blobEndpoint");
    var settings = new LinkedHashMap<String, String>();
    settings.put("SERVICE_BUS_CONNECTION_STRING", '"' + at("serviceBusConnectionString") + '"');
    settings.put("SERVICE_BUS_LOCK_DURATION", "PT8S");
    settings.put("STORAGE_JOBS", blobs + "/jobs");
    settings.put(
        "STORAGE_STAGING",
        "[{region: westeurope, container: '%s/images', account: %s}]"
            .formatted(blobs, GROUP + "Microsoft.Storage/storageAccounts/poolwrightlocal"));
    settings.put(
        "STORAGE_ACCOUNT_KEYS", "{%s: '%s'}".formatted(at("storageAccount"), at("storageKey")));
    settings.put("STORAGE_SOURCE_HOSTS", "['" + URI.create(blobs).getAuthority() + "']");
    settings.put("ARM_ENDPOINT", at("armEndpoint"));
    settings.put("ARM_AUTHENTICATION", "none");
    settings.put("SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    settings.put("ENGINE_CALL_TIMEOUT", "PT4S");
    settings.put("ENGINE_SLICE", "PT1S");
    settings.put("ENGINE_POLL_FLOOR", "PT0.3S");
    settings.put("ENGINE_POLL_CEILING", "PT1S");
    settings.put("ENGINE_BACKOFF_FIRST", "PT0.5S");
    settings.put("ENGINE_BACKOFF_CAP", "PT2S");
    settings.put("ENGINE_SECOND_SWEEP_AFTER", "PT1S");
    settings.put("BREAKER_PAUSE", "PT2S");
    var environment = new LinkedHashMap<String, String>();
    settings.forEach((name, value) -> environment.put("POOLWRIGHT_" + name, value));
    return environment;
  }

  void send(String body, String messageId) {
    requests.sendMessage(
        new ServiceBusMessage(BinaryData.fromString(body))
            .setMessageId(messageId)
            .setContentType("application/json"));
  }

  void cancel(String job) {
    send("{\"type\":\"io.poolwright.cancel.v1\",\"jobId\":\"%s\"}".formatted(job), job + "-cancel");
  }

  BlobContainerClient container(String name) {
    return new BlobServiceClientBuilder()
        .endpoint(at("blobEndpoint"))
        .credential(new StorageSharedKeyCredential(at("storageAccount"), at("storageKey")))
        .buildClient()
        .getBlobContainerClient(name);
  }

  /** How many image versions there are. */
  int versions() {
    return arm.get(DEFINITION + "/versions?api-version=2024-03-03").path("value").size();
  }

  /** How many staged VHDs there are. */
  long stagedBlobs() {
    return container("images").listBlobs().stream().count();
  }

  JsonNode pool(String name) {
    return arm.get(ACCOUNT + "/pools/" + name + "?api-version=2025-06-01");
  }

  void awaitFault(Control service) {
    await("the fault").atMost(Duration.ofSeconds(60)).until(() -> service.fired() > 0);
  }

  @Override
  public void close() throws IOException {
    subscriber.close();
    requests.close();
    azure.getOutputStream().close();
    azure.destroy();
    azure.onExit().join();
  }
}
