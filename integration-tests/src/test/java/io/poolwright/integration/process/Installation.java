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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Local Azure in a process of its own, and workers beside it. */
final class Installation implements AutoCloseable {
  private static final String MACHINES = "  virtualMachines:\n";
  private static final String BATCH_API = "?api-version=2025-06-01";
  private static final String GALLERY_API = "?api-version=2024-03-03";

  final Control arm;
  final Control storage;
  final Control vault;
  final Subscriber subscriber;
  private final Path directory;
  private final Duration lock;
  private final LocalAzure azure;
  private final List<Process> workers = new ArrayList<>();
  private final ServiceBusSenderClient requests;

  private Installation(Path directory, Duration lock) throws IOException {
    this.directory = directory;
    this.lock = lock;
    Path resources = Jar.ROOT.resolve("local-azure/src/main/resources");
    String yaml = Files.readString(resources.resolve("local-azure.yaml"));
    azure =
        LocalAzure.start(
            directory,
            yaml.replace("lockDuration: PT20S", "lockDuration: " + lock)
                .replace(MACHINES, MACHINES + machine("vm-slow") + machine("vm-never-ready")));
    arm = new Control(URI.create(at("armEndpoint")));
    storage = new Control(URI.create(at("blobEndpoint")).resolve("/"));
    vault = new Control(URI.create(at("keyVaultEndpoint")));
    subscriber = new Subscriber(at("serviceBusConnectionString"));
    requests =
        new ServiceBusClientBuilder()
            .connectionString(at("serviceBusConnectionString"))
            .sender()
            .queueName("provisioning-requests")
            .buildClient();
  }

  /** One that runs. */
  private static String machine(String name) {
    return ("    - {resourceGroup: rg-poolwright, name: %s, location: westeurope,"
            + " vmSize: Standard_D2s_v3, osType: Linux, generation: V2}\n")
        .formatted(name);
  }

  /** With locks that run out soon after whoever has them is killed. */
  static Installation in(Path directory) throws IOException {
    return withLocks(directory, Duration.ofSeconds(8));
  }

  static Installation withLocks(Path directory, Duration lock) throws IOException {
    return new Installation(directory, lock);
  }

  String at(String key) {
    return azure.at(key);
  }

  /** Another worker; more than one may run. */
  Process startWorker() {
    return startWorker(Map.of());
  }

  /** What a worker or a command is given to find all of this. */
  Map<String, String> environment() {
    return WorkerSettings.of(azure).environment(Map.of());
  }

  /**
   * Another worker with changes to its settings, by name without {@code POOLWRIGHT_}. No call takes
   * longer than half a lock.
   */
  Process startWorker(Map<String, String> changes) {
    var all = new HashMap<String, String>();
    all.put("SERVICE_BUS_LOCK_DURATION", lock.toString());
    all.put("ENGINE_CALL_TIMEOUT", lock.dividedBy(2).toString());
    all.put("KEY_VAULT_VAULTS", "['" + vault.origin() + "']");
    all.putAll(changes);
    Map<String, String> environment = WorkerSettings.of(azure).environment(all);
    Process worker = Jar.WORKER.start(environment, workerLog(), "worker", "--exit-with-stdin");
    workers.add(worker);
    return worker;
  }

  /** What all workers have logged. */
  Path workerLog() {
    return directory.resolve("worker.log");
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

  WorkQueue queue(String name) {
    return new WorkQueue(at("serviceBusConnectionString"), name);
  }

  BlobContainerClient container(String name) {
    return container(this::at, name);
  }

  /**
   * A container of a local Azure.
   *
   * @param at what it said when it was ready
   */
  static BlobContainerClient container(UnaryOperator<String> at, String name) {
    var key = new StorageSharedKeyCredential(at.apply("storageAccount"), at.apply("storageKey"));
    return new BlobServiceClientBuilder()
        .endpoint(at.apply("blobEndpoint"))
        .credential(key)
        .buildClient()
        .getBlobContainerClient(name);
  }

  /** How many image versions there are. */
  int versions() {
    return arm.get(LocalAzure.DEFINITION + "/versions" + GALLERY_API).path("value").size();
  }

  JsonNode version(String number) {
    return arm.get(LocalAzure.DEFINITION + "/versions/" + number + GALLERY_API);
  }

  /** How many staged VHDs there are. */
  long stagedBlobs() {
    return container("images").listBlobs().stream().count();
  }

  JsonNode pool(String name) {
    return arm.get(LocalAzure.BATCH_ACCOUNT + "/pools/" + name + BATCH_API);
  }

  /** How many pools there are. */
  int pools() {
    return arm.get(LocalAzure.BATCH_ACCOUNT + "/pools" + BATCH_API).path("value").size();
  }

  void awaitFaults(Control service) {
    await("the faults").atMost(Subscriber.PATIENCE).until(service::allFired);
  }

  void killWorkers() {
    workers.forEach(Process::destroyForcibly);
    workers.clear();
  }

  @Override
  public void close() throws IOException {
    killWorkers();
    subscriber.close();
    requests.close();
    azure.close();
  }
}
