package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.blob.CopyLeft;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final ProvisionRequest REQUEST = Jobs.request("nightly", OnFailure.ROLL_BACK);
  private static final Problem QUOTA = new Problem("/pool/id", "The account is full.", "Wait.");
  private static final CopyLeft NOTHING = new CopyLeft(0, 0);
  private static final PastJobs PAST = PastJobs.of(List.of(took(90), took(3600), took(100)));

  /** A job that published for so many seconds, and got its pool in ten. */
  private static Job took(int seconds) {
    return Jobs.accepted("past")
        .movedTo(new JobState.CopyingImage(Jobs.plan()), Jobs.NOON.plusSeconds(1))
        .movedTo(new JobState.WaitingGeneralized(Jobs.plan()), Jobs.NOON.plusSeconds(5))
        .movedTo(creating(), Jobs.NOON.plusSeconds(5L + seconds))
        .movedTo(succeeded(), Jobs.NOON.plusSeconds(15L + seconds));
  }

  private static JobState creating() {
    return new JobState.CreatingPool(Jobs.plan(), 0, false, null);
  }

  private static JobState succeeded() {
    var event = new EventData.Succeeded(REQUEST.pool().id(), Jobs.plan().reference(), null);
    return new JobState.Succeeded(Jobs.plan(), event);
  }

  private static String text(Forecast forecast, PastJobs past) {
    return String.join("\n", new ForecastText(REQUEST, past, new Palette(false)).lines(forecast))
        + "\n";
  }

  @Test
  void aFreshImageIsCopiedAndPublished() {
    var fits =
        new Forecast.Fits(
            Jobs.plan(), false, false, false, new CopyLeft(6L << 20, 6L << 20), List.of());
    assertThat(text(fits, PAST))
        .isEqualTo(
            """
            The request fits. Job nightly would

              create  staged VHD     https://staging.blob.core.windows.net/images/0f.vhd
                                     deleted with the success of the last job that needs it
              create  image version  %s/versions/1.2.3
              create  pool           %s/pools/pool-nightly
                                     2 dedicated nodes of Standard_D2s_v3

              copy    6.0 MiB of a VHD of 8.0 MiB; zeros are not sent
              time    0.1 s or more to copy: a page blob takes 60 MiB/s at most
                      about 1 min 40 s for the image version, as in 3 jobs before
                      about 10.0 s for the pool and its nodes, as in 3 jobs before

            Nothing was changed.
            """
                .formatted(Jobs.DEFINITION, Jobs.ACCOUNT));
  }

  @Test
  void aSasInAKeyVaultIsNamedByItsSecret() {
    var fits = new Forecast.Fits(Jobs.plan(), true, false, false, NOTHING, List.of());
    var text = new ForecastText(Jobs.vaulted("nightly"), PAST, new Palette(false)).lines(fits);
    assertThat(text).contains("  SAS     from https://contoso.vault.azure.net/secrets/vhd-sas");
  }

  @Test
  void whatIsThereIsUsedAgain() {
    var staged = new Forecast.Fits(Jobs.plan(), true, false, false, NOTHING, List.of());
    assertThat(text(staged, PastJobs.NONE))
        .contains("reuse   staged VHD", "create  image version", "create  pool")
        .contains("copy    nothing", "no job has succeeded yet");
    var published = new Forecast.Fits(Jobs.plan(), false, true, true, NOTHING, List.of());
    assertThat(text(published, PastJobs.NONE))
        .contains("reuse   image version", "reuse   pool")
        .doesNotContain("staged VHD", "time");
  }

  @Test
  void whetherTheCopyStaysIsForTheRequestToSay() throws JsonProcessingException {
    ProvisionRequest keeping = Jobs.keepingItsCopy("nightly");
    var fits = new Forecast.Fits(Jobs.plan(), true, false, false, NOTHING, List.of());
    assertThat(new ForecastText(keeping, PAST, new Palette(false)).lines(fits))
        .contains("                         stays, as image.keepStagedVhd says");
    JsonNode json = new JsonMapper().readTree(ForecastJson.line(keeping, fits, PAST));
    assertThat(json.at("/stagedVhd/stays").asBoolean()).isTrue();
  }

  @Test
  void aCopyThatWasBegunIsContinued() {
    var begun =
        new Forecast.Fits(
            Jobs.plan(), false, false, false, new CopyLeft(6L << 20, 2L << 20), List.of());
    assertThat(text(begun, PAST))
        .contains("copy    2.0 MiB of a VHD of 8.0 MiB, the rest is there");
  }

  @Test
  void whatSpeaksAgainstItIsListedWithWhatToDo() {
    var problem = new Problem("/pool/id", "There is no such account.", "Create it.");
    Forecast refused = new Forecast.Refused(List.of(problem), List.of(QUOTA)).and(inUse());
    assertThat(text(refused, PAST))
        .contains("would be rejected", "/jobId", "/pool/id", "→ Create it.", "Nothing was changed")
        .contains("Warnings, which reject nothing:", "The account is full.");
    assertThat(new Forecast.Fits(Jobs.plan(), true, true, true, NOTHING, List.of()).and(inUse()))
        .isEqualTo(new Forecast.Refused(inUse(), List.of()));
  }

  @Test
  void warningsStandApartAndDoNotRejectIt() throws JsonProcessingException {
    var fits = new Forecast.Fits(Jobs.plan(), true, true, true, NOTHING, List.of(QUOTA));
    assertThat(text(fits, PAST))
        .startsWith("The request fits.")
        .contains("Warnings, which reject nothing:\n  /pool/id\n    The account is full.\n");
    JsonNode json = new JsonMapper().readTree(ForecastJson.line(REQUEST, fits, PAST));
    assertThat(json.at("/warnings/0/pointer").asText()).isEqualTo("/pool/id");
    assertThat(json.path("fits").asBoolean()).isTrue();
  }

  private static List<Problem> inUse() {
    return new Known.InUse("failed").problems(REQUEST.jobId());
  }

  @Test
  void aProgramGetsOneLine() throws JsonProcessingException {
    var fits =
        new Forecast.Fits(
            Jobs.plan(), false, false, false, new CopyLeft(6L << 20, 6L << 20), List.of());
    JsonNode json = new JsonMapper().readTree(ForecastJson.line(REQUEST, fits, PAST));
    assertThat(json.path("fits").asBoolean()).isTrue();
    assertThat(json.at("/imageVersion/exists").asBoolean(true)).isFalse();
    assertThat(json.path("bytesToCopy").asLong()).isEqualTo(6L << 20);
    assertThat(json.at("/estimatedSeconds/imageVersion").asDouble()).isEqualTo(100);
  }

  @Test
  void aTypicalTimeIsTheMiddleOneOfThoseThatAreKnown() {
    assertThat(PAST.publication()).contains(new PastJobs.Typical(Duration.ofSeconds(100), 3));
    List<Job> running = IntStream.range(0, 3).mapToObj(i -> Jobs.accepted("running")).toList();
    assertThat(PastJobs.of(running).pool()).isEqualTo(Optional.empty());
  }
}
