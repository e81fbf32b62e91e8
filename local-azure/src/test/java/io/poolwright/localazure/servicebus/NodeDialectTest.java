package io.poolwright.localazure.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The official Node client, by a script of its own. Needs node and npm. */
class NodeDialectTest {
  private static final Path SCRIPTS = Path.of("src/test/node");
  private static final Path INSTALLED = Path.of("target/node");

  @Test
  void theNodeClientFindsWhatItExpects() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    Files.copy(
        SCRIPTS.resolve("package.json"),
        INSTALLED.resolve("package.json"),
        StandardCopyOption.REPLACE_EXISTING);
    if (!Files.isDirectory(INSTALLED.resolve("node_modules/@azure/service-bus"))) {
      run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
    }
    var sessions = new QueueConfig("node-sessions", null, 0, null, null, false, true);
    var topic = new TopicConfig("node-events", null, List.of(SubscriptionConfig.named("all")));
    try (var broker =
        new RunningBroker(
            RunningBroker.config(List.of(QueueConfig.named("node"), sessions), List.of(topic)))) {
      String script = SCRIPTS.resolve("dialect.mjs").toAbsolutePath().toString();

      String output = run("node", script, broker.broker().connectionString());

      assertThat(output.lines().filter(line -> line.startsWith("ok: "))).hasSize(8);
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    File output = INSTALLED.resolve("output.txt").toFile();
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    boolean ended = process.waitFor(Duration.ofMinutes(2).toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
