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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Local Azure in a process of its own, with locks of eight seconds, and workers beside it. */
final class Installation implements AutoCloseable {
  final Control arm;
  final Control storage;
  final Subscriber subscriber;
  private final Path directory;
  private final LocalAzure azure;
  private final ServiceBusSenderClient requests;

  private Installation(Path directory) throws IOException {
    this.directory = directory;
    Path resources = Jar.ROOT.resolve("local-azure/src/main/resources");
    String yaml = Files.readString(resources.resolve("local-azure.yaml"));
    azure = LocalAzure.start(directory, yaml.replace("lockDuration: PT20S", "lockDuration: PT8S"));
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

  String at(String key) {
    return azure.at(key);
  }

  /** Another worker; more than one may run. */
  Process startWorker() {
    Map<String, String> environment = WorkerSettings.of(azure).environment(Map.of());
    return Jar.WORKER.start(
        environment, directory.resolve("worker.log"), "worker", "--exit-with-stdin");
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
    return arm.get(LocalAzure.DEFINITION + "/versions?api-version=2024-03-03").path("value").size();
  }

  /** How many staged VHDs there are. */
  long stagedBlobs() {
    return container("images").listBlobs().stream().count();
  }

  JsonNode pool(String name) {
    return arm.get(LocalAzure.BATCH_ACCOUNT + "/pools/" + name + "?api-version=2025-06-01");
  }

  void awaitFault(Control service) {
    await("the fault").atMost(Duration.ofSeconds(60)).until(() -> service.fired() > 0);
  }

  @Override
  public void close() throws IOException {
    subscriber.close();
    requests.close();
    azure.close();
  }
}
