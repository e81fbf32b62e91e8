package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.Step;
import io.poolwright.worker.job.Decision;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Jobs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs as people and programs see them. */
class JobTextTest {
  private static final Instant NOW = Jobs.NOON.plusSeconds(600);
  private static final Portal NONE = Portal.of(URI.create("http://127.0.0.1:10100"));
  private static final Portal AZURE = Portal.of(URI.create("https://management.azure.com"));

  private static Instant at(double seconds) {
    return Jobs.NOON.plusMillis(Math.round(seconds * 1000));
  }

  private static Job resting(Job job, double at, boolean attempt, EventData... told) {
    var pause = new Decision.Pause(Duration.ofSeconds(1), List.of(told), attempt, null);
    return job.resting(pause, at(at));
  }

  /** Copies since its second second, with trouble on the way. */
  private static Job copying() {
    Job job = Jobs.accepted("nightly").movedTo(new JobState.CopyingImage(Jobs.plan()), at(2));
    var busy = new EventData.Waiting(Step.COPY_IMAGE, "ServerBusy", "HTTP 503", at(5));
    job = resting(job, 3, true, busy);
    job = resting(job, 4, true, busy);
    return resting(job, 8, false, copied(2));
  }

  private static EventData copied(int mebibytes) {
    return new EventData.Progressed(
        Step.COPY_IMAGE, (long) mebibytes << 20, Jobs.LENGTH - 512, "bytes");
  }

  private static Job failed() {
    var cause = Failure.lasting("AuthorizationFailed", "No right.");
    var outcome = new JobState.Failed(Step.COPY_IMAGE, cause, List.of("images/0f.vhd"));
    return copying()
        .movedTo(new JobState.RollingBack(Jobs.plan(), outcome, true), at(10))
        .movedTo(outcome, at(12.5));
  }

  @Test
  void aJobUnderWayShowsItsStepsItsWaitsAndItsFailedAttempts() {
    assertThat(shown(copying(), NONE))
        .isEqualTo(
            """
            nightly is in copyImage for 9 min 58 s

              accepted    2026-11-23 12:00:00 UTC
              deadline    2026-11-23 18:00:00 UTC
              pool        %s/pools/pool-nightly
              image       %s/versions/1.2.3
              staged VHD  https://staging.blob.core.windows.net/images/0f.vhd

                   0.0 s  accepted
                   0.0 s  validate                     2.0 s
                   2.0 s  copyImage               9 min 58 s  2.0 of 8.0 MiB
                   3.0 s    waits (2 times)            2.0 s  2 attempts failed, ServerBusy: HTTP 503
            """
                .formatted(Jobs.ACCOUNT, Jobs.DEFINITION));
  }

  @Test
  void aFailedJobSaysFirstWhyAndWhatItLeft() {
    assertThat(shown(failed(), NONE))
        .startsWith(
            """
            nightly failed in copyImage: No right. (AuthorizationFailed) after 12.5 s
              left behind:
                images/0f.vhd
            """)
        .endsWith(
            """
                   2.0 s  copyImage                    8.0 s  2.0 of 8.0 MiB
                   3.0 s    waits (2 times)            2.0 s  2 attempts failed, ServerBusy: HTTP 503
                  10.0 s  rollBack                     2.5 s
                  12.5 s  failed
            """);
  }

  @Test
  void aSasInAKeyVaultIsNamedByItsSecret() {
    assertThat(shown(Jobs.accepted(Jobs.vaulted("nightly")), NONE))
        .contains("  SAS         https://contoso.vault.azure.net/secrets/vhd-sas\n");
  }

  @Test
  void warningsStandInTheTimelineOfAJobThatGoesOn() {
    var warned = new EventData.Warned(List.of(new Problem("/pool/id", "It is full.", "Wait.")));
    Job job =
        Jobs.accepted("nightly").telling(List.of(warned), at(1)).telling(List.of(warned), at(2));
    assertThat(shown(job, NONE))
        .endsWith(
            """
                   0.0 s  validate               10 min 00 s
                   1.0 s    1 warning
                            /pool/id
                              It is full.
                              → Wait.
            """);
  }

  @Test
  void aStepThatIsDoneShowsHowMuchItWas() {
    Job copied = copying().movedTo(new JobState.WaitingGeneralized(Jobs.plan()), at(9));
    assertThat(shown(copied, NONE)).contains("copyImage                    7.0 s  8.0 MiB\n");
  }

  @Test
  void resourcesOfAzureHaveLinksAndThoseOfThisMachineHaveNone() {
    assertThat(shown(copying(), AZURE))
        .contains("https://portal.azure.com/#@/resource" + Jobs.ACCOUNT + "/pools/pool-nightly\n")
        .contains("https://portal.azure.com/#@/resource" + Jobs.DEFINITION + "/versions/1.2.3\n")
        .contains("https://portal.azure.com/#@/resource" + Jobs.ACCOUNT + "\n");
    assertThat(shown(copying(), NONE)).doesNotContain("portal");
  }

  @Test
  void aListHasALineForEachJobWithWhatMattersMostOfIt() {
    var quota = new EventData.Waiting(Step.COPY_IMAGE, "Quota", "Wait.", at(900));
    Job waiting = resting(resting(copying(), 9, true, quota), 9, false, copied(4));
    assertThat(listed(0, waiting, copying(), failed()))
        .isEqualTo(
            """
            JOB       STATE          ACCEPTED     TOOK          POOL                DETAIL
            nightly   copyingImage   10 min ago   10 min 00 s   acct/pool-nightly   4.0 of 8.0 MiB, Quota (1 attempt failed)
            nightly   copyingImage   10 min ago   10 min 00 s   acct/pool-nightly   2.0 of 8.0 MiB
            nightly   failed         10 min ago   12.5 s        acct/pool-nightly   AuthorizationFailed in copyImage
            """);
  }

  @Test
  void noLineOfAListIsWiderThanTheTerminal() {
    assertThat(listed(50, copying()).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(50));
  }

  @Test
  void aProgramGetsOneLineWithEverything() throws JsonProcessingException {
    String line = JobJson.withTimeline(new JobView(failed()));
    JsonNode json = new JsonMapper().readTree(line);
    assertThat(line).doesNotContain("\n").doesNotContain("canary");
    assertThat(json.path("state").asText()).isEqualTo("failed");
    assertThat(json.path("endedAt").asText()).isEqualTo("2026-11-23T12:00:12.500Z");
    assertThat(json.at("/outcome/code").asText()).isEqualTo("AuthorizationFailed");
    JsonNode wait = json.at("/timeline/3");
    assertThat(wait.path("type").asText()).isEqualTo("io.poolwright.job.waiting.v1");
    assertThat(wait.path("attempts").asInt()).isEqualTo(2);
  }

  private static String shown(Job job, Portal portal) {
    var text = new JobText(new JobView(job), portal, new Palette(false), NOW);
    return String.join("\n", text.lines()) + "\n";
  }

  private static String listed(int columns, Job... jobs) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    JobTable.on(new Screen(out, out, columns, false), NOW).show(List.of(jobs));
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
