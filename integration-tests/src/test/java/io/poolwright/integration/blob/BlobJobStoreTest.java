package io.poolwright.integration.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.azure.storage.blob.models.TaggedBlobItem;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Secret;
import io.poolwright.localazure.http.Fault;
import io.poolwright.worker.blob.BlobJobStore;
import io.poolwright.worker.contract.JobStoreContract;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.document.SecretBox;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.engine.JobStore.Stored;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BlobJobStoreTest extends JobStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String CANARY = "sp=r&sig=canary%2Bcanary%3D";
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright/providers/";

  @RegisterExtension static final BlobRoom room = new BlobRoom();

  private static BlobJobStore store;

  @BeforeAll
  static void open() {
    var key = new Secret(Base64.getEncoder().encodeToString(new byte[32]));
    var documents = new JobDocuments(SecretBox.of(key, new SecureRandom()));
    store = new BlobJobStore(room.clients(), documents, UUID::randomUUID);
    store.prepare();
    store.prepare();
  }

  @Override
  protected JobStore store() {
    return store;
  }

  @Test
  void whatIsStoredIsLoadedAndEachTakesOneCall() {
    Job job = job();

    assertThat(store.load(job.id())).isEmpty();
    Stored created = store.create(job).orElseThrow();
    assertThat(store.load(job.id())).contains(created);
    Stored replaced = store.replace(created, job.nextRevision(1)).orElseThrow();
    assertThat(store.load(job.id())).contains(replaced);

    assertThat(replaced.job().course().revision()).isEqualTo(2);
    assertThat(room.gateway().requests().recorded()).hasSize(5);
  }

  @Test
  void aContainerThatIsMissingIsMadeByTheFirstWrite() {
    room.service(BlobRoom.OWN).getBlobContainerClient("jobs").delete();
    Stored created = store.create(job()).orElseThrow();
    assertThat(store.load(created.job().id())).contains(created);
  }

  @Test
  void aWriteWhoseAnswerWasLostIsNoConflict() {
    Job job = job();
    room.spoiling(Fault.Action.LOSE_RESPONSE, "PUT", job.id().value(), null, 1);
    Stored created = store.create(job).orElseThrow();
    assertThat(store.load(job.id())).contains(created);

    room.calm();
    room.spoiling(Fault.Action.LOSE_RESPONSE, "PUT", job.id().value(), null, 1);
    Stored replaced = store.replace(created, job.nextRevision(1)).orElseThrow();
    assertThat(store.load(job.id())).contains(replaced);
    assertThat(room.requests("PUT", job.id().value(), "")).hasSize(2);
  }

  @Test
  void ofManyWhoReplaceAtOnceOneWins() {
    Stored first = store.create(job()).orElseThrow();

    List<CompletableFuture<Optional<Stored>>> writers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> store.replace(first, first.job().cancelling(NOW.plusSeconds(i))),
                        BlobRoom.ASIDE))
            .toList();
    List<Stored> winners =
        writers.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();

    assertThat(winners).hasSize(1);
    assertThat(store.load(first.job().id())).contains(winners.get(0));
  }

  @Test
  void theSasOfARequestIsNeverStoredInClear() {
    Job job = job();
    store.create(job);

    assertThat(stored(job.id()))
        .contains("\"sealed\"")
        .doesNotContain("canary")
        .doesNotContain("sig=");
    assertThat(store.load(job.id()).orElseThrow().job()).isEqualTo(job);
  }

  @Test
  void jobsAreFoundByTheirTags() {
    Job job = job();
    store.create(job);

    String query =
        "\"state\"='validating' AND \"accepted\"='2026-11-23T10:00:00Z'"
            + " AND \"account\"='poolwrightbatch'";
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(room.service(BlobRoom.OWN).findBlobsByTags(query))
                    .extracting(TaggedBlobItem::getName)
                    .contains("jobs/" + job.id() + ".json"));
  }

  @Test
  void aStoreThatIsBusyDefersTheCall() {
    Job job = job();
    room.failing(job.id().value(), null, 4, 503, "ServerBusy");

    Failure failure = catchThrowableOfType(CallFailed.class, () -> store.create(job)).failure();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.DEFERRED);
    assertThat(store.load(job.id())).isEmpty();
  }

  private static String stored(JobId job) {
    return room.blob(BlobRoom.OWN, "jobs", "jobs/" + job + ".json").downloadContent().toString();
  }

  private static Job job() {
    var source =
        new ImageSource.Vhd(
            URI.create("https://elsewhere.blob.core.windows.net/vhds/ubuntu.vhd"),
            new Secret(CANARY));
    var definition =
        ArmId.parse(
            GROUP + "Microsoft.Compute/galleries/poolwright_gallery/images/ubuntu-2204-gen2");
    var image =
        new ImageRequest(source, OsType.LINUX, HyperVGeneration.V2, definition, ImageRequest.AUTO);
    var pool = ArmId.parse(GROUP + "Microsoft.Batch/batchAccounts/poolwrightbatch/pools/render");
    var request =
        new ProvisionRequest(
            new JobId("job-" + UUID.randomUUID()),
            image,
            new PoolRequest(pool, JsonNodeFactory.instance.objectNode()),
            null,
            OnFailure.ROLL_BACK);
    return Job.accepted(request, new Job.Admission("f1", NOW, NOW.plusSeconds(3600)));
  }
}
