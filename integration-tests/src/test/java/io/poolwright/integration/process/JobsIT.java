package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.SubQueue;
import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs against local Azure, with a worker that stays alive and an Azure that does not behave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsIT {
  private Installation here;
  private Path directory;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    this.directory = directory;
    here = Installation.in(directory);
    here.startWorker();
  }

  @AfterEach
  void heal() {
    here.arm.heal();
    here.storage.heal();
  }

  @AfterAll
  void end() throws IOException {
    here.close();
  }

  private EventData.Succeeded succeeds(Source source) {
    EventData end = here.subscriber.endOf(source.job());
    assertThat(end).isInstanceOf(EventData.Succeeded.class);
    assertThat(here.pool(source.job()).at("/properties/allocationState").asText())
        .isEqualTo("Steady");
    return (EventData.Succeeded) end;
  }

  private List<JsonNode> poolsMade(Source source) {
    return here.arm.requests("PUT", "/pools/" + source.job(), "");
  }

  @Test
  void oneMessageInOnePoolAndOneResultOut() {
    var source = Source.upload(here, "whole-way").submit();
    EventData.Succeeded end = succeeds(source);
    String staged = String.valueOf(end.stagedVhd());
    assertThat(source.isCopiedTo(staged)).isTrue();
    assertThat(source.sent(staged)).as("three islands and the footer").isEqualTo(4);
    JsonNode pool = here.pool(source.job()).path("properties");
    assertThat(
            pool.at("/deploymentConfiguration/virtualMachineConfiguration/imageReference/id")
                .asText())
        .isEqualTo(end.imageVersion().toString());
    assertThat(pool.at("/metadata/0/value").asText()).isEqualTo(source.job());
    List<JobEvent> events = here.subscriber.of(source.job());
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).id()).isEqualTo(source.job() + "/" + (i + 1));
    }
    assertThat(events.stream().map(JobEvent::data))
        .filteredOn(EventData.StepStarted.class::isInstance)
        .extracting(data -> ((EventData.StepStarted) data).step())
        .containsExactly(Step.VALIDATE, Step.COPY_IMAGE, Step.WAIT_GENERALIZED, Step.CREATE_POOL);
    assertThat(poolsMade(source)).hasSize(1);
  }

  @Test
  void theSasIsNowhereToBeFound() throws IOException {
    var source = Source.upload(here, "secretive").submit();
    succeeds(source);
    String signature = source.sas().substring(source.sas().indexOf("sig=") + 4);
    String document =
        here.container("jobs").getBlobClient(source.job() + ".json").downloadContent().toString();
    assertThat(document).doesNotContain(signature).doesNotContain("\"sealed\"");
    assertThat(here.subscriber.of(source.job()).toString()).doesNotContain(signature);
    assertThat(here.storage.requests("PUT", "", "").toString()).doesNotContain(signature);
    assertThat(here.storage.requests("GET", "", "").toString()).doesNotContain(signature);
    assertThat(Files.readString(directory.resolve("worker.log")))
        .contains(source.job())
        .doesNotContain(signature);
  }

  @Test
  void theSameRequestTwiceIsOneJob() {
    var source = Source.upload(here, "twice").submit();
    here.send(source.request("rollBack"), "twice-again");
    succeeds(source);
    int events = here.subscriber.of(source.job()).size();
    here.send(source.request("rollBack"), "twice-late");
    here.send(source.request("keep"), "twice-other");
    ServiceBusReceivedMessage dead = deadLetter("provisioning-requests", "twice-other");
    assertThat(dead.getDeadLetterReason()).isEqualTo("JobIdInUse");
    assertThat(here.subscriber.of(source.job())).hasSize(events);
    assertThat(poolsMade(source)).hasSize(1);
  }

  @Test
  void whatCannotBeReadGoesToTheDeadLettersAtOnceAndTheWorkerGoesOn() {
    here.send("{\"type\":", "poison");
    ServiceBusReceivedMessage dead = deadLetter("provisioning-requests", "poison");
    assertThat(dead.getDeadLetterReason()).isEqualTo("NotJson");
    assertThat(dead.getDeadLetterErrorDescription()).isNotBlank();
    assertThat(dead.getDeliveryCount()).isLessThanOrEqualTo(1);
    succeeds(Source.upload(here, "after-poison").submit());
  }

  @Test
  void whatCanBeReadButIsWrongIsRejectedWithAllThatIsWrong() {
    var source = Source.upload(here, "wrong-twice");
    here.send(
        source.request("rollBack").replace("Linux", "Linus").replace("\"V2\"", "\"V3\""),
        "wrong-twice");
    var rejected = (EventData.Rejected) here.subscriber.endOf(source.job());
    assertThat(rejected.problems())
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder("/image/osType", "/image/hyperVGeneration");
  }

  static Stream<Arguments> badFooters() {
    return Stream.of(
        Arguments.of("dynamic", (Consumer<ByteBuffer>) f -> f.putInt(60, 3), "dynamic"),
        Arguments.of("checksum", (Consumer<ByteBuffer>) f -> f.putInt(64, 7), "checksum"),
        Arguments.of("truncated", (Consumer<ByteBuffer>) f -> f.putLong(0, 0), "truncated"),
        Arguments.of(
            "size",
            (Consumer<ByteBuffer>)
                f -> f.putLong(48, 1).putInt(64, 0).putInt(64, SparseVhd.checksum(f)),
            "exactly the bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFooters")
  void aBadVhdIsRejectedBeforeAnythingIsMade(String name, Consumer<ByteBuffer> spoil, String said) {
    long blobs = here.stagedBlobs();
    var source = Source.upload(here, "bad-" + name, spoil).submit();
    var rejected = (EventData.Rejected) here.subscriber.endOf(source.job());
    Problem problem = rejected.problems().get(0);
    assertThat(problem.pointer()).isEqualTo("/image/source/url");
    assertThat(problem.problem() + problem.remedy()).contains(said);
    assertThat(here.stagedBlobs()).isEqualTo(blobs);
    assertThat(poolsMade(source)).isEmpty();
  }

  @Test
  void everythingThatDoesNotFitIsSaidAtOnce() {
    var source = Source.upload(here, "misfit");
    here.send(
        source
            .request("rollBack")
            .replace("misfit.vhd", "nowhere.vhd")
            .replace("Standard_D2s_v3", "Standard_Nothing")
            .replace("ubuntu-2204-gen2", "nothing"),
        "misfit");
    var rejected = (EventData.Rejected) here.subscriber.endOf(source.job());
    assertThat(rejected.problems())
        .extracting(Problem::pointer)
        .contains("/image/definition", "/pool/properties/vmSize")
        .anyMatch(pointer -> pointer.startsWith("/image/source/"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"COPY_IMAGE", "WAIT_GENERALIZED", "CREATE_POOL"})
  void aCancelIsHonouredInEachStepAndNothingIsLeft(Step step) {
    var source = Source.upload(here, "cancel-" + step.wireName());
    if (step == Step.COPY_IMAGE) {
      here.storage.fault(
          "{\"method\":\"PUT\",\"path\":\"/images/\",\"query\":\"comp=page\",\"every\":true,"
              + "\"action\":\"delay\",\"delayMillis\":800}");
    }
    int versions = here.versions();
    long blobs = here.stagedBlobs();
    source.submit();
    here.subscriber.awaits(
        source.job(), data -> data instanceof EventData.StepStarted s && s.step() == step);
    here.cancel(source.job());
    assertThat(here.subscriber.endOf(source.job())).isInstanceOf(EventData.Cancelled.class);
    assertThat(here.pool(source.job()).isMissingNode()).isTrue();
    assertThat(here.versions()).isEqualTo(versions);
    assertThat(here.stagedBlobs()).isEqualTo(blobs);
  }

  @Test
  void aCancelWhileItValidatesEndsItAtOnce() {
    here.arm.fault(
        "{\"method\":\"GET\",\"path\":\"poolwrightbatch$\",\"every\":true,\"action\":\"status\","
            + "\"status\":503,\"code\":\"ServerBusy\"}");
    var source = Source.upload(here, "cancel-validating").submit();
    here.subscriber.awaits(source.job(), EventData.Waiting.class::isInstance);
    here.cancel(source.job());
    assertThat(here.subscriber.endOf(source.job()))
        .isEqualTo(new EventData.Cancelled(Step.VALIDATE, List.of()));
  }

  @Test
  void throttlingIsWaitedForAndUsesNoAttempt() {
    here.arm.fault(
        "{\"method\":\"PUT\",\"path\":\"/pools/throttled\",\"times\":1,\"action\":\"status\","
            + "\"status\":429,\"code\":\"TooManyRequests\",\"headers\":{\"Retry-After\":\"2\"}}");
    var source = Source.upload(here, "throttled").submit();
    succeeds(source);
    assertThat(here.subscriber.of(source.job()).stream().map(JobEvent::data))
        .anyMatch(
            data -> data instanceof EventData.Waiting w && w.code().equals("TooManyRequests"));
    assertThat(poolsMade(source)).hasSize(2);
  }

  @Test
  void aBreakerOpensInAStormAndClosesAfterIt() {
    here.arm.fault(
        "{\"path\":\"Microsoft.Batch\",\"every\":true,\"action\":\"status\",\"status\":500,"
            + "\"code\":\"InternalError\"}");
    List<Source> sources =
        Stream.of("storm-1", "storm-2", "storm-3", "storm-4", "storm-5", "storm-6")
            .map(job -> Source.upload(here, job).submit())
            .toList();
    await("an open breaker")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                sources.stream()
                    .flatMap(source -> here.subscriber.of(source.job()).stream())
                    .anyMatch(
                        event ->
                            event.data() instanceof EventData.Waiting w
                                && w.code().equals("BreakerOpen")));
    here.arm.heal();
    sources.forEach(this::succeeds);
  }

  @ParameterizedTest
  @MethodSource("puts")
  void aLostAnswerDoublesNothing(String name, String path) {
    here.arm.fault(
        "{\"method\":\"PUT\",\"path\":\"%s\",\"nth\":1,\"action\":\"loseResponse\"}"
            .formatted(path));
    int versions = here.versions();
    var source = Source.upload(here, "lost-" + name).submit();
    succeeds(source);
    assertThat(here.versions()).isEqualTo(versions + 1);
  }

  static Stream<Arguments> puts() {
    return Stream.of(Arguments.of("pool", "/pools/"), Arguments.of("version", "/versions/"));
  }

  @Test
  void wakeUpsThatComeTwiceLateOrFromNowhereChangeNothing() {
    var source = Source.upload(here, "woken").submit();
    for (int revision = 1; revision <= 3; revision++) {
      wake(source.job(), revision);
    }
    succeeds(source);
    List<JobEvent> before = here.subscriber.of(source.job());
    wake(source.job(), 2);
    wake("nobody", 1);
    assertThat(deadLetter("provisioning-wakeups", "nobody").getDeadLetterReason())
        .isEqualTo("JobNotFound");
    assertThat(here.subscriber.of(source.job())).isEqualTo(before);
    assertThat(poolsMade(source)).hasSize(1);
  }

  private void wake(String job, int revision) {
    try (var sender =
        new ServiceBusClientBuilder()
            .connectionString(here.at("serviceBusConnectionString"))
            .sender()
            .queueName("provisioning-wakeups")
            .buildClient()) {
      String body =
          "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"%s\",\"revision\":%d}"
              .formatted(job, revision);
      sender.sendMessage(
          new ServiceBusMessage(BinaryData.fromString(body))
              .setMessageId(job.equals("nobody") ? job : job + revision + System.nanoTime()));
    }
  }

  private static final String FORBIDDEN =
      "{\"method\":\"PUT\",\"path\":\"/pools/\",\"every\":true,\"action\":\"status\","
          + "\"status\":403,\"code\":\"AuthorizationFailed\"}";

  @Test
  void aFailureRollsBackWhatWasMade() {
    int versions = here.versions();
    long blobs = here.stagedBlobs();
    here.arm.fault(FORBIDDEN);
    var source = Source.upload(here, "forbidden").submit();
    var failed = (EventData.Failed) here.subscriber.endOf(source.job());
    assertThat(failed.code()).isEqualTo("AuthorizationFailed");
    assertThat(failed.step()).isEqualTo(Step.CREATE_POOL);
    assertThat(failed.leftBehind()).isEmpty();
    assertThat(here.versions()).isEqualTo(versions);
    assertThat(here.stagedBlobs()).isEqualTo(blobs);
  }

  @Test
  void aFailureThatKeepsSaysWhatIsLeft() {
    here.arm.fault(FORBIDDEN);
    var source = Source.upload(here, "kept");
    here.send(source.request("keep"), source.job());
    var failed = (EventData.Failed) here.subscriber.endOf(source.job());
    assertThat(failed.leftBehind())
        .hasSize(2)
        .anyMatch(name -> name.contains("/versions/"))
        .anyMatch(name -> name.contains("/images/"));
  }

  private ServiceBusReceivedMessage deadLetter(String queue, String messageId) {
    try (var receiver =
        new ServiceBusClientBuilder()
            .connectionString(here.at("serviceBusConnectionString"))
            .receiver()
            .queueName(queue)
            .subQueue(SubQueue.DEAD_LETTER_QUEUE)
            .buildClient()) {
      return await("the dead letter " + messageId)
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  receiver.peekMessages(50, 0L).stream()
                      .filter(message -> messageId.equals(message.getMessageId()))
                      .findFirst()
                      .orElse(null),
              found -> found != null);
    }
  }
}
