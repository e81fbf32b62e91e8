package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A worker is killed (SIGKILL) in each step, and another one goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledWorkerIT {
  private static final String HELD =
      "{\"method\":\"%s\",\"path\":\"%s\",\"nth\":1,\"action\":\"%s\"}";

  private Installation here;
  private int versionsBefore;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    here = Installation.in(directory);
  }

  @AfterAll
  void end() throws IOException {
    here.close();
  }

  /** Holds a request, kills the worker that waits for its answer, and starts another one. */
  private Source killedAt(String job, Control service, String method, String path, String action)
      throws InterruptedException {
    versionsBefore = here.versions();
    var source = Source.upload(here, job);
    service.fault(HELD.formatted(method, path, action));
    Process worker = here.startWorker();
    source.submit();
    here.awaitFault(service);
    kill(worker);
    service.heal();
    return source;
  }

  private static void kill(Process worker) throws InterruptedException {
    worker.destroyForcibly();
    assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private EventData.Succeeded endOf(Source source) throws InterruptedException {
    Process worker = here.startWorker();
    EventData end = here.subscriber.endOf(source.job());
    kill(worker);
    assertThat(end).isInstanceOf(EventData.Succeeded.class);
    assertThat(here.pool(source.job()).at("/properties/allocationState").asText())
        .isEqualTo("Steady");
    assertThat(here.versions() - versionsBefore).as("versions that were made").isEqualTo(1);
    assertThat(
            here.arm.requests("PUT", "/pools/" + source.job(), "").stream()
                .filter(put -> put.path("status").asInt() == 200))
        .as("pools that were made")
        .hasSizeLessThanOrEqualTo(1);
    var succeeded = (EventData.Succeeded) end;
    assertThat(source.isCopiedTo(String.valueOf(succeeded.stagedVhd()))).isTrue();
    List<JobEvent> events = here.subscriber.of(source.job());
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).sequence()).isEqualTo(i + 1);
    }
    return succeeded;
  }

  @Test
  void whileItValidates() throws InterruptedException {
    endOf(killedAt("killed-validating", here.arm, "GET", "batchAccounts/poolwrightbatch$", "hang"));
  }

  @Test
  void whileItCopiesAndOnlyWhatIsMissingIsSentAgain() throws InterruptedException {
    versionsBefore = here.versions();
    var source = Source.upload(here, "killed-copying");
    here.storage.fault(
        "{\"method\":\"PUT\",\"path\":\"/images/\",\"query\":\"comp=page\",\"nth\":3,"
            + "\"action\":\"hang\"}");
    Process worker = here.startWorker();
    source.submit();
    here.awaitFault(here.storage);
    kill(worker);
    here.storage.heal();
    EventData.Succeeded end = endOf(source);
    int ranges = Source.ISLANDS + 1;
    assertThat(source.sent(String.valueOf(end.stagedVhd())))
        .as("the one that was held is sent twice, and no other")
        .isLessThanOrEqualTo(ranges + 1);
  }

  @Test
  void whileTheImageVersionIsMade() throws InterruptedException {
    endOf(killedAt("killed-publishing", here.arm, "PUT", "/versions/", "hang"));
  }

  @Test
  void afterTheImageVersionWasMadeButBeforeItHeardOfIt() throws InterruptedException {
    endOf(killedAt("killed-published", here.arm, "PUT", "/versions/", "loseResponse"));
  }

  @Test
  void whileThePoolIsCreated() throws InterruptedException {
    endOf(killedAt("killed-creating", here.arm, "PUT", "/pools/", "hang"));
  }

  @Test
  void afterThePoolWasCreatedButBeforeItHeardOfIt() throws InterruptedException {
    endOf(killedAt("killed-created", here.arm, "PUT", "/pools/", "loseResponse"));
  }

  @Test
  void whileItRollsBack() throws InterruptedException {
    var source = Source.upload(here, "killed-rolling-back");
    Process worker = here.startWorker();
    source.submit();
    here.subscriber.awaits(
        source.job(),
        data -> data instanceof EventData.StepStarted s && s.step() == Step.CREATE_POOL);
    here.arm.fault(HELD.formatted("DELETE", "/versions/", "hang"));
    here.cancel(source.job());
    here.awaitFault(here.arm);
    kill(worker);
    here.arm.heal();
    Process other = here.startWorker();
    assertThat(here.subscriber.endOf(source.job())).isInstanceOf(EventData.Cancelled.class);
    kill(other);
    assertThat(here.pool(source.job()).isMissingNode()).isTrue();
  }

  @Test
  void aWorkerThatStartsWhileStorageIsAwayWaitsForIt() throws InterruptedException {
    versionsBefore = here.versions();
    var source = Source.upload(here, "early");
    here.storage.fault("{\"path\":\".\",\"every\":true,\"action\":\"cut\"}");
    Process worker = here.startWorker();
    await("it to be ready without storage")
        .atMost(Duration.ofSeconds(60))
        .until(() -> worker.getInputStream().available() > 0);
    here.storage.heal();
    source.submit();
    endOf(source);
    kill(worker);
  }

  @Test
  void sigtermInACopyDrainsAndAnotherWorkerGoesOn() throws InterruptedException {
    versionsBefore = here.versions();
    var source = Source.upload(here, "drained");
    here.storage.fault(
        "{\"method\":\"PUT\",\"path\":\"/images/\",\"query\":\"comp=page\",\"every\":true,"
            + "\"action\":\"delay\",\"delayMillis\":1500}");
    Process worker = here.startWorker();
    source.submit();
    here.awaitFault(here.storage);
    worker.destroy();
    assertThat(worker.waitFor(20, TimeUnit.SECONDS)).as("ended within 20 s").isTrue();
    assertThat(worker.exitValue()).as("everything was put in order").isZero();
    here.storage.heal();
    endOf(source);
  }
}
