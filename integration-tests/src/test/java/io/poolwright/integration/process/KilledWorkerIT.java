package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A worker is killed (SIGKILL) with a job in each step, and another one goes on with them all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledWorkerIT {
  private final Map<Place, Source> jobs = new EnumMap<>(Place.class);
  private Installation here;

  @BeforeAll
  void killAWorker(@TempDir Path directory) throws IOException, InterruptedException {
    here = Installation.in(directory);
    for (Place place : Place.values()) {
      jobs.put(place, Source.upload(here, place.job()));
    }
    Process worker = here.startWorker();
    holdAtArm();
    holdACopy();
    worker.destroyForcibly();
    assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    here.arm.heal();
    here.storage.heal();
    here.startWorker();
  }

  @AfterAll
  void end() throws IOException {
    here.close();
  }

  private void holdAtArm() {
    for (Place place : Place.values()) {
      if (place != Place.COPYING) {
        place.hold(here.arm);
        submit(place);
      }
    }
    for (Place place : Place.values()) {
      if (place.isCancelled()) {
        source(place).awaitsQuota();
        here.cancel(place.job());
      }
    }
    here.awaitFaults(here.arm);
  }

  /** Of four ranges the third: at that time nobody else copies. */
  private void holdACopy() {
    here.storage.fault(
        "{\"method\":\"PUT\",\"path\":\"/images/\",\"query\":\"comp=page\",\"nth\":3,"
            + "\"action\":\"hang\"}");
    submit(Place.COPYING);
    here.awaitFaults(here.storage);
  }

  private void submit(Place place) {
    Source source = source(place);
    String request = place.isCancelled() ? source.oversized() : source.request("rollBack");
    String numbered =
        request.replace("\"osType\"", "\"version\":\"" + place.version() + "\",\"osType\"");
    here.send(numbered, place.job());
  }

  private Source source(Place place) {
    return Objects.requireNonNull(jobs.get(place));
  }

  private EventData.Succeeded goesOn(Place place) {
    Source source = source(place);
    EventData.Succeeded end = source.succeeds();
    assertThat(source.isCopiedTo(String.valueOf(end.stagedVhd()))).isTrue();
    assertThat(here.version(place.version()).at("/tags/poolwright-job").asText())
        .isEqualTo(place.job());
    assertThat(source.poolsPut().stream().filter(put -> put.path("status").asInt() == 200))
        .as("pools that were made")
        .hasSizeLessThanOrEqualTo(1);
    List<JobEvent> events = here.subscriber.of(source.job());
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).sequence()).isEqualTo(i + 1);
    }
    return end;
  }

  private void isUndone(Place place) {
    assertThat(here.subscriber.endOf(place.job()))
        .isEqualTo(new EventData.Cancelled(Step.CREATE_POOL, List.of()));
    assertThat(here.pool(place.job()).isMissingNode()).isTrue();
    assertThat(here.version(place.version()).isMissingNode()).isTrue();
  }

  @Test
  void whileItValidates() {
    goesOn(Place.VALIDATING);
  }

  @Test
  void whileItCopiesAndOnlyWhatIsMissingIsSentAgain() {
    EventData.Succeeded end = goesOn(Place.COPYING);
    int ranges = Source.ISLANDS + 1;
    assertThat(source(Place.COPYING).sent(String.valueOf(end.stagedVhd())))
        .as("the one that was held is sent twice, and no other")
        .isLessThanOrEqualTo(ranges + 1);
  }

  @Test
  void whileTheImageVersionIsMade() {
    goesOn(Place.PUBLISHING);
  }

  @Test
  void afterTheImageVersionWasMadeButBeforeItHeardOfIt() {
    goesOn(Place.PUBLISHED);
  }

  @Test
  void whileThePoolIsCreated() {
    goesOn(Place.CREATING);
  }

  @Test
  void afterThePoolWasCreatedButBeforeItHeardOfIt() {
    goesOn(Place.CREATED);
  }

  @Test
  void whileItRollsBack() {
    isUndone(Place.ROLLING_BACK);
  }

  @Test
  void afterADeletionWasAcceptedButBeforeItHeardOfIt() {
    isUndone(Place.ROLLED_BACK);
  }

  @Test
  void nothingIsLeftButWhatSucceeded() {
    jobs.values().forEach(source -> here.subscriber.endOf(source.job()));
    int succeeded = jobs.size() - 2;
    assertThat(here.pools()).as("pools").isEqualTo(succeeded);
    assertThat(here.versions()).as("image versions").isEqualTo(succeeded);
    assertThat(here.stagedBlobs()).as("staged blobs").isEqualTo(succeeded);
  }
}
