package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Azure on this machine and, if wanted, a worker: processes of their own that end with this one.
 */
final class LocalStack implements AutoCloseable {
  /** The first start installs Azurite. */
  private static final Duration AZURE_LIMIT = Duration.ofMinutes(10);

  private static final Duration WORKER_LIMIT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final Home home;
  private final Path data;
  private final Deque<Child> children = new ArrayDeque<>();
  private volatile boolean closed;

  /**
   * Prepares; nothing is started yet.
   *
   * @param data where the processes keep their state and their logs
   */
  LocalStack(Home home, Path data) {
    this.home = home;
    this.data = data;
  }

  /** Starts Azure and waits until it listens. */
  LocalEnvironment startAzure(String secretsKey) throws IOException {
    if (!Files.isRegularFile(home.localAzureJar())) {
      throw CommandFailed.unreachable(
          "There is no " + home.localAzureJar() + "; start through ./poolwright, which builds it.");
    }
    var ports = new Ports(data.resolve("ports.json"));
    Child azure = start("local-azure", azureCommand(ports), Map.of());
    JsonNode ready = JSON.readTree(azure.awaitReady(AZURE_LIMIT));
    var local = environment(ready, secretsKey);
    ports.keep(local);
    return local;
  }

  /** Starts a worker, which gets ready by and by, and returns its process id. */
  long startWorker(LocalEnvironment local) throws IOException {
    var command = new ArrayList<>(java(List.of("-Xmx128m", "-XX:+UseSerialGC")));
    command.addAll(List.of("-jar", Home.workerJar().toString(), "worker", "--exit-with-stdin"));
    return start("worker", command, WorkerEnvironment.of(local)).pid();
  }

  /** Waits until the last that was started is ready. */
  void awaitReady() {
    latest().awaitReady(WORKER_LIMIT);
  }

  /** Throws what is to be said if one of them has ended by itself. */
  void requireAlive() {
    for (Child child : running()) {
      if (!closed) {
        child.requireAlive();
      }
    }
  }

  /** Waits until one of them ends by itself, and returns what is to be said. */
  CommandFailed awaitFailure() {
    return CompletableFuture.anyOf(
            running().stream().map(Child::onFailure).toArray(CompletableFuture<?>[]::new))
        .thenApply(CommandFailed.class::cast)
        .join();
  }

  private synchronized List<Child> running() {
    return List.copyOf(children);
  }

  private synchronized Child latest() {
    return children.element();
  }

  private List<String> azureCommand(Ports ports) {
    var command = new ArrayList<>(java(List.of("-Xmx256m", "-XX:+UseSerialGC")));
    command.addAll(List.of("-jar", home.localAzureJar().toString()));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of("--install-dir", home.azurite().toString()));
    command.add("--exit-with-stdin");
    command.addAll(ports.options());
    return command;
  }

  /**
   * Both are short-lived more often than not: the second compiler would cost more than it gives.
   */
  private static List<String> java(List<String> flags) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    return command;
  }

  private synchronized Child start(
      String name, List<String> command, Map<String, String> environment) throws IOException {
    if (closed) {
      throw CommandFailed.unreachable("It is ending.");
    }
    Files.createDirectories(data);
    Child child = Child.start(name, command, environment, data.resolve(name + ".log"));
    children.push(child);
    return child;
  }

  private static LocalEnvironment environment(JsonNode ready, String secretsKey) {
    return new LocalEnvironment(
        text(ready, "serviceBusConnectionString"),
        text(ready, "blobEndpoint"),
        text(ready, "armEndpoint"),
        text(ready, "keyVaultEndpoint"),
        text(ready, "storageAccount"),
        text(ready, "storageKey"),
        text(ready, "subscriptionId"),
        text(ready, "batchAccountId"),
        text(ready, "galleryImageDefinitionId"),
        LocalNames.REQUEST_QUEUE,
        LocalNames.EVENT_TOPIC,
        LocalNames.ALL,
        null,
        null,
        secretsKey,
        ProcessHandle.current().pid());
  }

  private static String text(JsonNode ready, String name) {
    String value = ready.path(name).textValue();
    if (value == null) {
      throw CommandFailed.unreachable("local-azure does not say its " + name + "; build it again.");
    }
    return value;
  }

  /** Ends the worker before what it works with. */
  @Override
  public void close() {
    closed = true;
    closeAll();
  }

  private synchronized void closeAll() {
    while (!children.isEmpty()) {
      children.pop().close();
    }
  }
}
