package io.poolwright.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What another program does with the library: build a request, send it, read what comes back. */
class LibraryTest {
  private static final URI VHD =
      URI.create("https://example.blob.core.windows.net/vhds/ubuntu.vhd");
  private static final String SAS = "sv=2024-11-04&sr=b&sp=r&sig=example%2Fsignature%3D";

  private static ProvisionBuilder nightly() {
    return ProvisionRequest.forJob("team-a.nightly-42")
        .from(ImageSource.vhd(VHD, SAS))
        .boots(OsType.LINUX, HyperVGeneration.V2)
        .publishedAs(Documents.DEFINITION, "1.0.42")
        .pool(
            Documents.POOL,
            pool ->
                pool.vmSize("Standard_D2s_v5")
                    .nodeAgent("batch.node.ubuntu 22.04")
                    .dedicatedNodes(2)
                    .lowPriorityNodes(0)
                    .resizeTimeout(Duration.ofMinutes(30))
                    .metadata("team", "a")
                    .set(
                        "/deploymentConfiguration/virtualMachineConfiguration/osDisk/diskSizeGB",
                        64)
                    .set("/startTask/commandLine", "/bin/sh -c 'echo ready'")
                    .set("/startTask/waitForSuccess", true))
        .deadline(new Deadline.Within(Duration.ofHours(6)))
        .onFailure(OnFailure.KEEP);
  }

  @Test
  void whatIsBuiltIsTheGoldenRequest() {
    assertThat(Documents.json(new String(new RequestMessage(nightly().build()).body(), UTF_8)))
        .isEqualTo(Documents.provision());
  }

  @Test
  void theLeastThatMustBeSaid() {
    ProvisionRequest request =
        ProvisionRequest.forJob("least")
            .from(ImageSource.vhd(URI.create("http://127.0.0.1:10000/a/vhds/windows.vhd")))
            .boots(OsType.WINDOWS, HyperVGeneration.V2)
            .publishedAs(Documents.DEFINITION)
            .pool(
                Documents.POOL,
                pool ->
                    pool.vmSize("Standard_D2s_v5")
                        .nodeAgent("batch.node.windows amd64")
                        .autoScale("$TargetDedicatedNodes = 1;"))
            .build();

    assertThat(request.image().version()).isEqualTo(ImageRequest.AUTO);
    assertThat(request.onFailure()).isEqualTo(OnFailure.ROLL_BACK);
    assertThat(request.deadline()).isNull();
  }

  @Test
  void theSasMayLieInAKeyVault() {
    var secret = new SecretId("https://contoso.vault.azure.net/secrets/vhd-sas");

    ProvisionRequest request = nightly().from(ImageSource.vhd(VHD, secret)).build();

    assertThat(request.image().source()).isEqualTo(new ImageSource.Vhd(VHD, null, secret));
    assertThat(new String(new RequestMessage(request).body(), UTF_8))
        .contains("\"sasSecretId\":\"" + secret + "\"")
        .doesNotContain("\"sas\"");
  }

  @Test
  void propertiesThatAreAtHandAsJsonAreTakenOverAndLeftAsTheyAre() {
    ObjectNode atHand = Documents.provision().withObject("/pool/properties");
    ObjectNode before = atHand.deepCopy();

    ProvisionRequest request =
        nightly()
            .pool(
                Documents.POOL,
                pool -> pool.properties(atHand).metadata("more", "b").apiVersion("2024-07-01"))
            .deadline(Instant.parse("2026-12-01T08:00:00Z"))
            .build();

    assertThat(request.pool().properties().path("metadata")).hasSize(2);
    assertThat(request.pool().apiVersion()).isEqualTo("2024-07-01");
    assertThat(request.deadline()).isEqualTo(Deadline.parse("2026-12-01T08:00:00Z"));
    assertThat(atHand).isEqualTo(before);
  }

  @Test
  void allThatIsMissingOrWrongIsSaidAtOnceAndNoSecretIs() {
    ProvisionBuilder wrong =
        ProvisionRequest.forJob("wrong")
            .from(ImageSource.vhd(URI.create("ftp://example.net/c/b"), "hush"))
            .pool("pool", pool -> pool.dedicatedNodes(-1));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(wrong::build)
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer)
                    .contains(
                        "/image/source/url",
                        "/image/source/sas",
                        "/image/osType",
                        "/image/definition",
                        "/pool/id",
                        "/pool/properties/vmSize",
                        "/pool/properties/scaleSettings/fixedScale/targetDedicatedNodes"))
        .withMessageContaining("/pool/id: not an ARM id")
        .withMessageNotContaining("hush");
  }

  @Test
  void whatIsTooLargeToBeSentCannotBeBuilt() {
    ProvisionBuilder large =
        nightly().pool(Documents.POOL, pool -> pool.set("/startTask", "x".repeat(300_000)));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(large::build)
        .withMessageContaining("MessageTooLarge");
  }

  @Test
  void aJobIdIsCheckedAtOnce() {
    assertThatIllegalArgumentException().isThrownBy(() -> ProvisionRequest.forJob("../x"));
  }

  @Test
  void theMessageIsTheSameForTheSameRequestAndAnotherForAnother() {
    var message = new RequestMessage(nightly().build());
    var other = new RequestMessage(nightly().onFailure(OnFailure.ROLL_BACK).build());

    assertThat(message.messageId())
        .startsWith("team-a.nightly-42/")
        .isEqualTo(new RequestMessage(nightly().build()).messageId())
        .isNotEqualTo(other.messageId());
    assertThat(message.correlationId()).isEqualTo("team-a.nightly-42");
    assertThat(message.toString()).doesNotContain("sig=");
  }

  @Test
  void aJobIsStoppedUnderAMessageIdOfItsOwn() {
    var message = new RequestMessage(new CancelRequest(new JobId("team-a.nightly-42")));

    assertThat(message.messageId()).isEqualTo("team-a.nightly-42/cancel");
    assertThat(Documents.json(new String(message.body(), UTF_8)))
        .isEqualTo(Documents.golden("request-cancel.json"));
  }

  @Test
  void aTraceGoesOutWithTheRequestAndComesBackWithTheEvents() {
    Traceparent trace = SampleEvent.TRACED.event().traceparent();
    var message = new RequestMessage(nightly().build(), trace);
    CloudEvent sent = CloudEvent.of(SampleEvent.TRACED.event(), CloudEvent.DEFAULT_SOURCE);

    assertThat(Traceparent.in(message.applicationProperties())).contains(trace);
    assertThat(sent.amqpProperties())
        .containsEntry("cloudEvents:traceparent", String.valueOf(trace));
    assertThat(JobEvent.from(sent.amqpProperties(), sent.body()).traceparent()).isEqualTo(trace);
    assertThat(new RequestMessage(nightly().build()).applicationProperties()).isEmpty();
  }

  @Test
  void anEventIsReadToItsKind() {
    CloudEvent sent = CloudEvent.of(SampleEvent.SUCCEEDED.event(), CloudEvent.DEFAULT_SOURCE);

    JobEvent event = JobEvent.from(sent.amqpProperties(), sent.body());

    assertThat(event).isEqualTo(SampleEvent.SUCCEEDED.event());
    assertThat(event.data()).isInstanceOf(EventData.Succeeded.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobEvent.from(Map.of("Diagnostic-Id", "x"), sent.body()));
  }
}
