package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs that go all the way, and messages about them that come more than once. */
@ExtendWith(OneWorker.class)
class JobsIT {
  private final Installation here;

  JobsIT(Installation here) {
    this.here = here;
  }

  @Test
  void oneMessageInOnePoolAndOneResultOut() {
    var source = Source.upload(here, "whole-way").submit();
    EventData.Succeeded end = source.succeeds();
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
    assertThat(source.poolsPut()).hasSize(1);
  }

  @Test
  void theStagedCopyGoesWithTheSuccessUnlessItIsToStay() {
    var source = Source.upload(here, "tidy");
    here.send(source.requestForThePoolOnly(), source.job());
    EventData.Succeeded end = source.succeeds();
    assertThat(end.stagedVhd()).isNull();
    var all = new ListBlobsOptions().setDetails(new BlobListDetails().setRetrieveMetadata(true));
    assertThat(here.container("images").listBlobs(all, null))
        .extracting(blob -> blob.getMetadata().get("poolwright_job"))
        .doesNotContain(source.job());
  }

  @Test
  void theSasIsNowhereToBeFound() throws IOException {
    var source = Source.upload(here, "secretive").submit();
    source.succeeds();
    String signature = source.sas().substring(source.sas().indexOf("sig=") + 4);
    String document =
        here.container("jobs").getBlobClient(source.job() + ".json").downloadContent().toString();
    assertThat(document).doesNotContain(signature).doesNotContain("\"sealed\"");
    assertThat(here.subscriber.of(source.job()).toString()).doesNotContain(signature);
    assertThat(here.storage.requests("PUT", "", "").toString()).doesNotContain(signature);
    assertThat(here.storage.requests("GET", "", "").toString()).doesNotContain(signature);
    assertThat(Files.readString(here.workerLog())).contains(source.job()).doesNotContain(signature);
  }

  @Test
  void theSameRequestTwiceIsOneJob() {
    var source = Source.upload(here, "twice").submit();
    here.send(source.request("rollBack"), "twice-again");
    source.succeeds();
    int events = here.subscriber.of(source.job()).size();
    here.send(source.request("rollBack"), "twice-late");
    here.send(source.request("keep"), "twice-other");
    ServiceBusReceivedMessage dead = here.queue("provisioning-requests").deadLetter("twice-other");
    assertThat(dead.getDeadLetterReason()).isEqualTo("JobIdInUse");
    assertThat(here.subscriber.of(source.job())).hasSize(events);
    assertThat(source.poolsPut()).hasSize(1);
  }

  @Test
  void wakeUpsThatComeTwiceLateOrFromNowhereChangeNothing() {
    var source = Source.upload(here, "woken").submit();
    for (int revision = 1; revision <= 3; revision++) {
      wake(source.job(), revision);
    }
    source.succeeds();
    List<JobEvent> before = here.subscriber.of(source.job());
    wake(source.job(), 2);
    wake("nobody", 1);
    assertThat(here.queue("provisioning-wakeups").deadLetter("nobody").getDeadLetterReason())
        .isEqualTo("JobNotFound");
    assertThat(here.subscriber.of(source.job())).isEqualTo(before);
    assertThat(source.poolsPut()).hasSize(1);
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
}
