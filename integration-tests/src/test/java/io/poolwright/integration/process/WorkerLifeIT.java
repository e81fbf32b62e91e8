package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.poolwright.contracts.EventData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How a worker begins, and how it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerLifeIT {
  private static final int COPIES = 3;
  private static final String VALIDATING = "drained-validating";

  private Installation here;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    here = Installation.withLocks(directory, Duration.ofSeconds(60));
  }

  @AfterEach
  void leaveNoWorker() {
    here.arm.heal();
    here.storage.heal();
    here.killWorkers();
  }

  @AfterAll
  void end() throws IOException {
    here.close();
  }

  @Test
  void itStartsWhileStorageIsAwayAndWaitsForIt() {
    var source = Source.upload(here, "early");
    here.storage.fault("{\"path\":\".\",\"every\":true,\"action\":\"cut\"}");
    Process worker = here.startWorker();
    await("it to be ready without storage")
        .atMost(Subscriber.PATIENCE)
        .until(() -> worker.getInputStream().available() > 0);
    here.storage.heal();
    source.submit().succeeds();
  }

  @Test
  void sigtermInACopyDrainsAndLeavesNoMessageLockedAndAnotherWorkerGoesOn()
      throws InterruptedException {
    List<Source> sources = uploaded();
    slowDown();
    Process worker = here.startWorker(Map.of("STORAGE_REQUESTS_PER_BLOB", "1"));
    sources.forEach(source -> here.send(numbered(source), source.job()));
    here.awaitFaults(here.arm);
    await("all copies").atMost(Subscriber.PATIENCE).until(() -> here.storage.fired() >= COPIES);

    worker.destroy();

    assertThat(worker.waitFor(20, TimeUnit.SECONDS)).as("ended within 20 s").isTrue();
    assertThat(worker.exitValue()).as("everything was put in order").isZero();
    assertThat(toBeHad("provisioning-requests")).as("requests that were in hand").isZero();
    assertThat(toBeHad("provisioning-wakeups")).as("wake-ups").isEqualTo(sources.size());
    here.arm.heal();
    here.storage.heal();
    here.startWorker();
    for (Source source : sources) {
      assertThat(source.isCopiedTo(String.valueOf(source.succeeds().stagedVhd()))).isTrue();
    }
  }

  private List<Source> uploaded() {
    return Stream.concat(
            Stream.of(VALIDATING),
            IntStream.rangeClosed(1, COPIES).mapToObj(i -> "drained-copying-" + i))
        .map(job -> Source.upload(here, job))
        .toList();
  }

  /** The number of its version tells the one job that is to be held up in VALIDATE. */
  private static String numbered(Source source) {
    String version = source.job().equals(VALIDATING) ? "9.9.9" : "auto";
    return source
        .request("rollBack")
        .replace("\"keepStagedVhd\"", "\"version\":\"" + version + "\",\"keepStagedVhd\"");
  }

  @Test
  void aVhdInAnAccountOfTheWorkersIsUsedWhereItLies() {
    String staging = here.environment().getOrDefault("POOLWRIGHT_STORAGE_STAGING", "");
    here.startWorker(Map.of("STORAGE_STAGING", staging.replace(", inPlace: false", "")));
    var source = Source.upload(here, "in-place").submit();
    EventData.Succeeded end = source.succeeds();
    assertThat(end.stagedVhd()).isNull();
    assertThat(
            here.version(end.imageVersion().version())
                .at("/properties/storageProfile/osDiskImage/source/uri")
                .asText())
        .isEqualTo(source.blob().getBlobUrl());
    assertThat(source.blob().exists()).isTrue();
  }

  private void slowDown() {
    here.arm.fault(
        "{\"method\":\"GET\",\"path\":\"/versions/9.9.9$\",\"every\":true,"
            + "\"action\":\"delay\",\"delayMillis\":4000}");
    here.storage.fault(
        "{\"method\":\"PUT\",\"path\":\"/images/\",\"query\":\"comp=page\",\"every\":true,"
            + "\"action\":\"delay\",\"delayMillis\":1500}");
  }

  /** How many messages there are, each of which can be had long before a lock would run out. */
  private int toBeHad(String queue) {
    int size = here.queue(queue).size();
    assertThat(here.queue(queue).borrow(size))
        .as("messages of %s", queue)
        .allMatch(message -> message.getDeliveryCount() == 0, "never delivered")
        .extracting(ServiceBusReceivedMessage::getSequenceNumber)
        .doesNotHaveDuplicates();
    return size;
  }
}
