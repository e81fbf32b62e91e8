package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.EventData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters as somebody at a terminal meets them, while a worker is at work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {
  private Installation here;
  private Path directory;
  private Commands commands;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    this.directory = directory;
    commands = new Commands(directory);
    here = Installation.in(directory);
    here.startWorker();
    announce();
  }

  @AfterAll
  void end() throws IOException {
    here.close();
  }

  /** What {@code poolwright local} leaves for other commands. */
  private void announce() throws IOException {
    ObjectNode local = new JsonMapper().createObjectNode();
    for (String key :
        List.of(
            "serviceBusConnectionString",
            "blobEndpoint",
            "armEndpoint",
            "storageAccount",
            "storageKey")) {
      local.put(key, here.at(key));
    }
    local.put("subscriptionId", "-").put("batchAccountId", "-");
    local.put("galleryImageDefinitionId", "-").put("secretsKey", "-");
    local.put("requestQueue", "provisioning-requests");
    local.put("eventTopic", "provisioning-events").put("eventSubscription", "all");
    local.put("pid", ProcessHandle.current().pid());
    Files.writeString(directory.resolve("local.json"), local.toString());
  }

  @Test
  void whatCannotBeReadIsListedWithItsReasonAndWithoutItsSecrets() {
    here.send("broken, sv=1&sig=hunter2 \u001b[31mred", "broken");

    JsonNode letter = awaitLetter("broken");

    assertThat(letter.path("queue").asText()).isEqualTo("requests");
    assertThat(letter.path("reason").asText()).isEqualTo("NotJson");
    assertThat(letter.path("description").asText()).contains("line 1");
    assertThat(letter.path("deliveryCount").asInt()).isZero();
    assertThat(letter.path("jobId").isNull()).isTrue();
    assertThat(letter.path("preview").asText()).isEqualTo("broken, sv=1&sig=***");
    Ran table = run("dead-letters", "--queue", "requests");
    assertThat(table.exit()).isZero();
    assertThat(table.out()).contains("NotJson: the body is not JSON", "broken, sv=1&sig=***");
    assertThat(table.out()).doesNotContain("hunter2", "\u001b");
    assertThat(run("dead-letters", "--queue", "wakeups").out()).doesNotContain("broken");
  }

  @Test
  void aCorrectedBodyMakesTheJobAndTheDeadLetterIsGone() throws IOException {
    var source = Source.upload(here, "corrected");
    here.send(source.request("rollBack").substring(0, 200), "cut-short");
    awaitLetter("cut-short");
    Path file = directory.resolve("corrected.yaml");

    Files.writeString(file, "{\"jobId\":\"corrected\"}");
    assertThat(run("redrive", "--id", "cut-short", "--edit", file.toString()).exit()).isEqualTo(2);
    Files.writeString(file, "# mended by hand\n" + source.request("rollBack"));
    assertThat(run("redrive", "--id", "cut-short", "--dry-run").out()).contains("Would send");
    assertThat(letter("cut-short")).isPresent();
    Ran sent = run("redrive", "--id", "cut-short", "--edit", file.toString());

    assertThat(sent.exit()).isZero();
    assertThat(sent.out()).contains("cut-short:redrive-");
    assertThat(here.subscriber.endOf("corrected")).isInstanceOf(EventData.Succeeded.class);
    assertThat(here.arm.requests("PUT", "/pools/corrected", "")).hasSize(1);
    assertThat(letter("cut-short")).isEmpty();
  }

  @Test
  void aRequestForAJobThatIsUnderWayResumesItAndDoublesNothing() throws IOException {
    here.arm.fault(
        "{\"method\":\"PUT\",\"path\":\"/pools/under-way\",\"times\":1,\"action\":\"status\","
            + "\"status\":429,\"code\":\"TooManyRequests\",\"headers\":{\"Retry-After\":\"5\"}}");
    var source = Source.upload(here, "under-way").submit();
    here.subscriber.awaits(source.job(), EventData.Waiting.class::isInstance);
    here.send(source.request("keep"), "another");
    assertThat(awaitLetter("another").path("reason").asText()).isEqualTo("JobIdInUse");
    assertThat(letter("another").orElseThrow().path("jobId").asText()).isEqualTo("under-way");
    Path file = directory.resolve("under-way.json");
    Files.writeString(file, source.request("rollBack"));

    Ran sent = run("redrive", "--id", "another", "--edit", file.toString(), "--output", "json");

    assertThat(sent.exit()).isZero();
    assertThat(sent.jsonLines())
        .singleElement()
        .satisfies(line -> assertThat(line.path("sent").asBoolean()).isTrue());
    assertThat(here.subscriber.endOf(source.job())).isInstanceOf(EventData.Succeeded.class);
    assertThat(here.arm.requests("PUT", "/pools/under-way", ""))
        .as("the one that was throttled, and the one that was not")
        .hasSize(2);
    assertThat(letter("another")).isEmpty();
  }

  @Test
  void theExitCodeSaysHowItWent() throws IOException {
    assertThat(run("redrive", "--id", "nobody").exit()).isEqualTo(2);
    assertThat(run("redrive", "--reason", "NoSuchReason"))
        .isEqualTo(new Ran(0, "There is no such dead letter; nothing was sent.\n", ""));
    assertThat(runAt(nobodysPort(), "dead-letters").exit()).isEqualTo(3);
    assertThat(runAt(here.at("serviceBusConnectionString"), "dead-letters").exit()).isZero();
  }

  private static String nobodysPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "Endpoint=sb://127.0.0.1:%d;SharedAccessKeyName=x;SharedAccessKey=y;UseDevelopmentEmulator=true"
          .formatted(socket.getLocalPort());
    }
  }

  private JsonNode awaitLetter(String id) {
    return await("the dead letter " + id)
        .atMost(Duration.ofSeconds(60))
        .until(() -> letter(id), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<JsonNode> letter(String id) {
    return run("dead-letters", "--output", "json").jsonLines().stream()
        .filter(letter -> letter.path("id").asText().equals(id))
        .findFirst();
  }

  /** Without any option or variable that says where Service Bus is. */
  private Ran run(String... arguments) {
    return commands.run(arguments);
  }

  private Ran runAt(String connectionString, String... arguments) {
    String value = '"' + connectionString + '"';
    return commands.run(Map.of("POOLWRIGHT_SERVICE_BUS_CONNECTION_STRING", value), arguments);
  }
}
