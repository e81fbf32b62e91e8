package io.poolwright.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCodecTest {
  @Test
  void everyPropertyOfARequestIsRead() {
    ProvisionRequest request = provision(Documents.provision());

    assertThat(request.jobId()).isEqualTo(new JobId("team-a.nightly-42"));
    assertThat(request.image())
        .isEqualTo(
            new ImageRequest(
                new ImageSource.Vhd(
                    URI.create("https://example.blob.core.windows.net/vhds/ubuntu.vhd"),
                    new Secret("sv=2024-11-04&sr=b&sp=r&sig=example%2Fsignature%3D")),
                OsType.LINUX,
                HyperVGeneration.V2,
                ArmId.parse(Documents.DEFINITION),
                "1.0.42"));
    assertThat(request.pool().id()).isEqualTo(ArmId.parse(Documents.POOL));
    assertThat(request.deadline()).isEqualTo(new Deadline.Within(Duration.ofHours(6)));
    assertThat(request.onFailure()).isEqualTo(OnFailure.KEEP);
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    ObjectNode document = (ObjectNode) Documents.golden("request-provision-least.json");

    ProvisionRequest request = provision(document);

    assertThat(request.image().version()).isEqualTo(ImageRequest.AUTO);
    assertThat(((ImageSource.Vhd) request.image().source()).sas()).isNull();
    assertThat(request.deadline()).isNull();
    assertThat(request.onFailure()).isEqualTo(OnFailure.ROLL_BACK);
  }

  @Test
  void aStagedVhdIsKeptForWhoAsksForIt() {
    assertThat(provision(Documents.provision()).image().keepStagedVhd()).isFalse();
    ProvisionRequest keeping = provision(Documents.with("/image/keepStagedVhd", "true"));
    assertThat(keeping.image().keepStagedVhd()).isTrue();
    assertThat(RequestCodec.decode(RequestCodec.encode(keeping)))
        .isEqualTo(new Decoded.Valid(keeping));
  }

  @Test
  void aDefinitionIsCreatedForWhoAsksForIt() {
    assertThat(provision(Documents.provision()).image().createDefinition()).isFalse();
    ProvisionRequest creating = provision(Documents.with("/image/createDefinition", "true"));
    assertThat(creating.image().createDefinition()).isTrue();
    assertThat(RequestCodec.decode(RequestCodec.encode(creating)))
        .isEqualTo(new Decoded.Valid(creating));
  }

  @Test
  void fallbacksChangeThePropertiesThatAreTheirs() {
    ProvisionRequest request =
        provision(
            Documents.with(
                "/pool/fallbacks", "[{\"vmSize\":\"Standard_D4s_v5\"},{\"lowPriority\":true}]"));
    PoolRequest pool = request.pool();
    assertThat(pool.properties(0)).isEqualTo(pool.properties());
    assertThat(pool.properties(1).path("vmSize").asText()).isEqualTo("Standard_D4s_v5");
    assertThat(pool.properties(1).retain("scaleSettings"))
        .isEqualTo(pool.properties().deepCopy().retain("scaleSettings"));
    JsonNode own = pool.properties().at("/scaleSettings/fixedScale");
    JsonNode lowPriority = pool.properties(2).at("/scaleSettings/fixedScale");
    assertThat(lowPriority.path("targetDedicatedNodes").asInt()).isZero();
    assertThat(lowPriority.path("targetLowPriorityNodes").asInt())
        .isEqualTo(
            own.path("targetDedicatedNodes").asInt() + own.path("targetLowPriorityNodes").asInt());
    assertThat(RequestCodec.decode(RequestCodec.encode(request)))
        .isEqualTo(new Decoded.Valid(request));
  }

  @Test
  void aCancelRequestIsRead() {
    assertThat(Documents.decode(Documents.golden("request-cancel.json")))
        .isEqualTo(new Decoded.Valid(new CancelRequest(new JobId("team-a.nightly-42"))));
  }

  @Test
  void aDeadlineMayBeATimeInAnyZone() {
    assertThat(provision(Documents.withText("/deadline", "2026-12-01T09:00:00+01:00")).deadline())
        .isEqualTo(new Deadline.At(Instant.parse("2026-12-01T08:00:00Z")));
  }

  @Test
  void aSasMayBeginWithItsQuestionMark() {
    ObjectNode document = Documents.withText("/image/source/sas", "?sig=x&se=2027-01-01");

    assertThat(((ImageSource.Vhd) provision(document).image().source()).sas())
        .isEqualTo(new Secret("sig=x&se=2027-01-01"));
  }

  @Test
  void thePoolsPropertiesPassUntouched() {
    String properties =
        """
        {"vmSize":"a","scaleSettings":{"autoScale":{"formula":"$x=1;"}},\
        "deploymentConfiguration":{"virtualMachineConfiguration":{"nodeAgentSkuId":"b"}},\
        "tomorrow":{"@class":"x","n":[1.50,12345678901234567890,1E+2,null,9007199254740993]}}""";

    ObjectNode document = Documents.with("/pool/properties", properties);
    document.withObject("/pool").put("apiVersion", "2030-01-01");
    ProvisionRequest request = provision(document);

    assertThat(request.pool().properties().toString()).isEqualTo(properties);
    JsonNode sent = Documents.json(new String(RequestCodec.encode(request), UTF_8));
    assertThat(sent.at("/pool/properties").toString()).isEqualTo(properties);
  }

  @Test
  void sixtyFourLevelsAreNotTooDeep() {
    ObjectNode document = Documents.with("/pool/properties/deep", "[".repeat(61) + "]".repeat(61));
    document.withObject("/pool").put("apiVersion", "2030-01-01");

    assertThat(Documents.decode(document)).isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void aMessageOfExactly256KilobytesIsRead() {
    String request = Documents.provision().toString();
    int room = RequestCodec.MAX_BYTES - request.getBytes(UTF_8).length;

    assertThat(Documents.decode(request + " ".repeat(room))).isInstanceOf(Decoded.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "virtual-machine",
        "managed-image",
        "sas-secret",
        "gallery-image-version",
        "community-gallery-image",
        "shared-gallery-image"
      })
  void everySourceIsReadBackAsItWasWritten(String source) {
    Decoded decoded = Documents.decode(Documents.golden("request-provision-" + source + ".json"));
    byte[] written = RequestCodec.encode(((Decoded.Valid) decoded).request());
    assertThat(RequestCodec.decode(written)).isEqualTo(decoded);
  }

  @Test
  void whatIsWrittenIsTheCanonicalFormAndReadBackTheSame() {
    for (String name :
        new String[] {
          "request-provision.json", "request-provision-newer.json", "request-cancel.json"
        }) {
      Decoded decoded = Documents.decode(Documents.golden(name));
      byte[] written = RequestCodec.encode(((Decoded.Valid) decoded).request());

      assertThat(new String(written, UTF_8)).isEqualTo(Documents.golden(name).toString());
      assertThat(RequestCodec.decode(written)).isEqualTo(decoded);
    }
  }

  @Test
  void aRequestDumpedByAnyOtherWayShowsNoSecret() throws Exception {
    ProvisionRequest request = provision(Documents.provision());

    assertThat(request.toString()).contains("***").doesNotContain("sig=");
    assertThat(Documents.MAPPER.writeValueAsString(request)).contains("***").doesNotContain("sig=");
  }

  private static ProvisionRequest provision(ObjectNode document) {
    Decoded decoded = Documents.decode(document);
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    return (ProvisionRequest) ((Decoded.Valid) decoded).request();
  }
}
