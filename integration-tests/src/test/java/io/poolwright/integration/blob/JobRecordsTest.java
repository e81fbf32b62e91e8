package io.poolwright.integration.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.core.util.BinaryData;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.blob.BlobJobStore;
import io.poolwright.worker.blob.JobFilter;
import io.poolwright.worker.blob.JobRecords;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.document.SecretBox;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobRecordsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant EVER = Instant.EPOCH;
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright/providers/";

  @RegisterExtension static final BlobRoom room = new BlobRoom();

  private static JobRecords records;

  /** Five jobs, from a minute to two years old; the second newest was rejected. */
  @BeforeAll
  static void open() {
    var key = new Secret(Base64.getEncoder().encodeToString(new byte[32]));
    var documents = new JobDocuments(SecretBox.of(key, new SecureRandom()));
    var store = new BlobJobStore(room.clients(), documents, UUID::randomUUID);
    store.prepare();
    store.create(job("minute", Duration.ofMinutes(1)));
    store.create(
        job("half-hour", Duration.ofMinutes(30))
            .movedTo(new JobState.Rejected(List.of(new Problem("/pool", "wrong", "mend"))), NOW));
    store.create(job("hours", Duration.ofHours(5)));
    store.create(job("days", Duration.ofDays(3)));
    store.create(job("years", Duration.ofDays(700)));
    records = new JobRecords(room.clients());
    await().atMost(Duration.ofSeconds(5)).until(() -> listed(Set.of(), EVER, 10).size() == 5);
  }

  private static JobRecords.Page page(Set<String> states, Instant since, int limit) {
    return records.newest(new JobFilter(states, since, limit), NOW);
  }

  private static List<String> listed(Set<String> states, Instant since, int limit) {
    return page(states, since, limit).jobs().stream().map(job -> job.id().value()).toList();
  }

  @Test
  void theNewestComeFirst() {
    assertThat(listed(Set.of(), EVER, 10))
        .containsExactly("minute", "half-hour", "hours", "days", "years");
  }

  @Test
  void noMoreAreReadThanAreWanted() {
    JobRecords.Page page = page(Set.of(), EVER, 2);
    assertThat(page.jobs())
        .extracting(job -> job.id().value())
        .containsExactly("minute", "half-hour");
    assertThat(page.more()).isTrue();
    assertThat(room.requests("GET", ".json", "")).hasSize(2);
    assertThat(page(Set.of(), EVER, 5).more()).isFalse();
  }

  @Test
  void theyAreChosenByStateAndTime() {
    assertThat(listed(Set.of("rejected"), EVER, 10)).containsExactly("half-hour");
    assertThat(listed(Set.of("rejected", "validating"), NOW.minus(Duration.ofDays(1)), 10))
        .containsExactly("minute", "half-hour", "hours");
    assertThat(listed(Set.of(), NOW.minusSeconds(60), 10)).containsExactly("minute");
    assertThat(listed(Set.of(), NOW.minusSeconds(59), 10)).isEmpty();
  }

  @Test
  void aJobIsFoundByItsIdWithoutItsSas() {
    Job found = records.find(new JobId("minute")).orElseThrow();
    assertThat(found).isEqualTo(bare(job("minute", Duration.ofMinutes(1))));
    assertThat(records.find(new JobId("nobody"))).isEmpty();
  }

  @Test
  void aDocumentThatNobodyCanReadIsNamedAndLeftOut() {
    var blob = room.blob(BlobRoom.OWN, "jobs", "jobs/broken.json");
    blob.upload(BinaryData.fromString("{}"));
    blob.setTags(Map.of("state", "failed", "accepted", "2026-11-23T09:59:59Z"));
    try {
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(
              () ->
                  assertThat(page(Set.of(), EVER, 10).unreadable())
                      .containsExactly(new JobId("broken")));
      assertThat(listed(Set.of(), EVER, 10)).hasSize(5);
    } finally {
      blob.delete();
    }
  }

  private static Job bare(Job job) {
    return new Job(
        Job.withoutSas(job.request()),
        job.admission(),
        job.state(),
        job.course(),
        job.outbox(),
        job.timeline());
  }

  private static Job job(String id, Duration age) {
    var source =
        new ImageSource.Vhd(
            URI.create("https://elsewhere.blob.core.windows.net/vhds/ubuntu.vhd"),
            new Secret("sp=r&sig=canary"));
    var definition =
        ArmId.parse(GROUP + "Microsoft.Compute/galleries/poolwright_gallery/images/ubuntu");
    var image =
        new ImageRequest(source, OsType.LINUX, HyperVGeneration.V2, definition, ImageRequest.AUTO);
    var pool = ArmId.parse(GROUP + "Microsoft.Batch/batchAccounts/poolwrightbatch/pools/render");
    var request =
        new ProvisionRequest(
            new JobId(id),
            image,
            new PoolRequest(pool, JsonNodeFactory.instance.objectNode()),
            null,
            OnFailure.ROLL_BACK);
    Instant accepted = NOW.minus(age);
    return Job.accepted(request, new Job.Admission("f1", accepted, accepted.plusSeconds(3600)));
  }
}
