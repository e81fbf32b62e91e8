package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.Features;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ImageVersion.Replica;
import io.poolwright.worker.steps.TargetRegion;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How ARM is spoken to about definitions, and versions that are made of a VHD. */
class ArmGalleryTest extends ArmBench {
  private static final StagedBlob STAGED =
      new StagedBlob(
          URI.create("https://stage.blob.core.windows.net/images/d.vhd"),
          ArmId.parse(GROUP + "providers/Microsoft.Storage/storageAccounts/stage"));

  @Test
  void aDefinitionIsRead() {
    server.answers(
        200,
        """
        {"location":"West Europe","properties":{"osType":"Windows","osState":"Generalized",
         "hyperVGeneration":"V2"}}""");
    assertThat(arm.imageDefinition(DEFINITION))
        .contains(new ImageDefinition("westeurope", OsType.WINDOWS, HyperVGeneration.V2, true));
  }

  @Test
  void aDefinitionIsReadWithTheFeaturesOfAllItsVersions() {
    server.answers(
        200,
        """
        {"location":"westeurope","properties":{"osType":"Linux","osState":"Generalized",
         "architecture":"Arm64","provisioningState":"Creating","features":[
          {"name":"SecurityType","value":"TrustedLaunch"},
          {"name":"DiskControllerTypes","value":"NVMe","startsAtVersion":"2.0.0"}]}}""");
    assertThat(arm.imageDefinition(DEFINITION))
        .contains(
            new ImageDefinition(
                "westeurope",
                OsType.LINUX,
                HyperVGeneration.V1,
                true,
                "Arm64",
                new Features(Map.of("SecurityType", "TrustedLaunch")),
                ImageVersion.State.CREATING));
  }

  @Test
  void aDefinitionIsPutWithAnIdentifierOfItsOwn() throws JsonProcessingException {
    server.answers(201, "{}");
    arm.createDefinition(
        DEFINITION,
        new ImageDefinition(
            "westeurope",
            OsType.LINUX,
            HyperVGeneration.V2,
            true,
            "x64",
            Features.NONE,
            ImageVersion.State.CREATING),
        Map.of("k", "v"));
    assertThat(server.lastAsked().method()).isEqualTo("PUT");
    assertThat(server.lastAsked().target()).isEqualTo(DEFINITION + GALLERY);
    assertThat(new JsonMapper().readTree(server.lastAsked().body()))
        .isEqualTo(
            json(
                """
                {"location":"westeurope","tags":{"k":"v"},"properties":{"osType":"Linux",
                 "osState":"Generalized","hyperVGeneration":"V2","architecture":"x64",
                 "identifier":{"publisher":"poolwright","offer":"images","sku":"ubuntu"}}}"""));
  }

  @Test
  void aGalleryIsAskedForItsRegion() {
    ArmId gallery = DEFINITION.parent().orElseThrow();
    server.answers(200, "{\"location\":\"North Europe\"}").answers(404, "");
    assertThat(arm.galleryRegion(gallery)).contains("northeurope");
    assertThat(server.lastAsked().target()).isEqualTo(gallery + GALLERY);
    assertThat(arm.galleryRegion(gallery)).isEmpty();
  }

  @Test
  void aVersionIsReadWithItsReplicas() {
    server.answers(
        200,
        """
        {"tags":{"made-by":"job-1"},"properties":{"provisioningState":"Creating",
         "replicationStatus":{"aggregatedState":"InProgress","summary":[
          {"region":"West Europe","state":"Completed","progress":100,"details":""},
          {"region":"North Europe","state":"Replicating","progress":40,"details":""}]}}}""");
    ImageVersion version = arm.imageVersion(VERSION).orElseThrow();
    assertThat(version.state()).isEqualTo(ImageVersion.State.CREATING);
    assertThat(version.replicaIn("North Europe")).contains(new Replica(false, 40));
    assertThat(version.replicaIn("westeurope")).contains(new Replica(true, 100));
    assertThat(version.tags()).containsExactly(Map.entry("made-by", "job-1"));
    assertThat(server.lastAsked().target())
        .isEqualTo(VERSION + GALLERY + "&$expand=ReplicationStatus");
  }

  @Test
  void aVersionThatFailedSaysWhatIsKnownAndWhereTheRestIs() {
    server.answers(200, "{\"properties\":{\"provisioningState\":\"Failed\"}}");
    Failure failure = arm.imageVersion(VERSION).map(ImageVersion::failure).orElseThrow();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.PERMANENT);
    assertThat(failure.code()).isEqualTo("ImageVersionFailed");
    assertThat(failure.detail()).contains("activity log of " + DEFINITION);
  }

  @Test
  void publishingReturnsAsSoonAsComputeHasAccepted() throws JsonProcessingException {
    server.answers(201, "{}", Map.of("Azure-AsyncOperation", server.endpoint() + "/op"));
    arm.publish(
        new ImagePlan.OfVhd("0x8D", 512, STAGED, VERSION, "northeurope", "westeurope"),
        List.of(new TargetRegion("westeurope", 1), new TargetRegion("northeurope", 3)),
        Map.of("k", "v"));
    assertThat(server.asked()).hasSize(1);
    assertThat(server.lastAsked().method()).isEqualTo("PUT");
    assertThat(server.lastAsked().target()).isEqualTo(VERSION + GALLERY);
    assertThat(new JsonMapper().readTree(server.lastAsked().body()))
        .isEqualTo(
            json(
                """
                {"location":"westeurope","tags":{"k":"v"},"properties":{
                 "publishingProfile":{"targetRegions":[
                  {"name":"westeurope","regionalReplicaCount":1},
                  {"name":"northeurope","regionalReplicaCount":3}]},
                 "storageProfile":{"osDiskImage":{"source":{
                  "uri":"https://stage.blob.core.windows.net/images/d.vhd",
                  "storageAccountId":"%s"}}}}}"""
                    .formatted(STAGED.account())));
  }
}
