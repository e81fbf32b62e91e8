package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.EventData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newcomer's command, as it is typed. */
class DemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory;

  private record Shown(int exitCode, List<CloudEvent> events) {
    EventData last() {
      return events.get(events.size() - 1).toJobEvent().data();
    }
  }

  private Shown demo(String... options) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(Jar.ROOT.resolve("poolwright").toString(), "demo"));
    command.addAll(List.of("--output", "json"));
    command.addAll(List.of(options));
    Process demo =
        new ProcessBuilder(command).redirectError(directory.resolve("demo.log").toFile()).start();
    String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(out).as(Files.readString(directory.resolve("demo.log"))).isNotEmpty();
    return new Shown(demo.exitValue(), out.lines().map(CloudEvent::fromJson).toList());
  }

  @Test
  void theDemoPrintsNothingButEventsAndEndsWell() throws IOException, InterruptedException {
    Shown shown = demo();
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.last()).isInstanceOf(EventData.Succeeded.class);
    assertThat(shown.events().get(0).type()).isEqualTo("io.poolwright.job.accepted.v1");
  }

  /** Programs read the line; a worker beside it needs no option. */
  @Test
  void localSaysInOneLineWhereEverythingIsAndAWorkerFindsIt() throws IOException {
    Launcher launcher = Launcher.in(directory);
    Launcher.Running local = launcher.start("local", "--without-worker", "--output", "json");
    Launcher.Running worker = null;
    try {
      await("its line").atMost(PATIENCE).until(() -> local.ran().out().endsWith("\n"));
      JsonNode line = local.ran().json();
      assertThat(local.ran().lines()).hasSize(1);
      assertThat(line.fieldNames())
          .toIterable()
          .contains(
              "serviceBusConnectionString",
              "blobEndpoint",
              "armEndpoint",
              "storageAccount",
              "storageKey",
              "subscriptionId",
              "batchAccountId",
              "galleryImageDefinitionId",
              "requestQueue",
              "eventTopic",
              "eventSubscription",
              "exampleRequest");
      worker = launcher.start("worker");
      Ran ran = launcher.run("submit", line.path("exampleRequest").asText(), "--watch");
      assertThat(ran.exit()).as(ran.err()).isZero();
    } finally {
      end(worker);
      end(local);
      launcher.close();
    }
  }

  private static void end(Launcher.@Nullable Running running) {
    if (running != null) {
      running.process().destroy();
      running.process().onExit().join();
    }
  }

  @Test
  void aTruncatedVhdIsRejectedWithWhatToDo() throws IOException, InterruptedException {
    Path vhd = Files.write(directory.resolve("truncated.vhd"), new byte[700_000]);
    Shown shown = demo("--vhd", vhd.toString());
    assertThat(shown.exitCode()).isEqualTo(1);
    var rejected = (EventData.Rejected) shown.last();
    assertThat(rejected.problems().get(0).pointer()).isEqualTo("/image/source/url");
    assertThat(rejected.problems().get(0).remedy()).contains("truncated").contains("qemu-img");
  }
}
