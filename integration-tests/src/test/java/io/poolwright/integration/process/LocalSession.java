package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code ./poolwright local}, started as everybody starts it, and the commands beside it. */
final class LocalSession implements AutoCloseable {
  final Launcher launcher;
  final Commands commands;
  final Control arm;
  final Control storage;
  private final Path directory;
  private final Launcher.Running local;
  private final JsonNode ready;

  private LocalSession(Path directory) throws IOException {
    this.directory = directory;
    launcher = Launcher.in(directory);
    commands = new Commands(launcher.state());
    local = launcher.start("local", "--data", directory.resolve("data").toString());
    await("local")
        .atMost(Duration.ofMinutes(3))
        .until(() -> !local.process().isAlive() || Files.size(local.out()) > 0);
    assertThat(local.process().isAlive()).as(local.ran().err()).isTrue();
    ready = new JsonMapper().readTree(launcher.state().resolve("local.json").toFile());
    arm = new Control(URI.create(at("armEndpoint")));
    storage = new Control(URI.create(at("blobEndpoint")).resolve("/"));
  }

  static LocalSession in(Path directory) throws IOException {
    return new LocalSession(directory);
  }

  /** What it said when everything was up. */
  String greeting() {
    return local.ran().out();
  }

  String at(String key) {
    return ready.required(key).asText();
  }

  /** A file with the request that succeeds, under another name. */
  Path request(String job) throws IOException {
    JsonNode example = new JsonMapper().readTree(Path.of(at("exampleRequest")).toFile());
    String name = example.path("jobId").asText();
    String text = example.toString().replace('"' + name + '"', '"' + job + '"');
    return Files.writeString(
        directory.resolve(job + ".json"), text.replace("/pools/" + name, "/pools/" + job));
  }

  @Override
  public void close() throws IOException {
    local.process().destroy();
    local.process().onExit().join();
    launcher.close();
  }
}
