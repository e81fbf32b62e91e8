package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.azure.ArmPipeline;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.azure.AzureSettings.Authentication;
import io.poolwright.worker.azure.RateLimits;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.BatchAccount;
import io.poolwright.worker.steps.Features;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ImageVersion.Replica;
import io.poolwright.worker.steps.Pool;
import io.poolwright.worker.steps.TargetRegion;
import io.poolwright.worker.steps.VmSize;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArmClientTest {
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/";
  private static final ArmId ACCOUNT =
      ArmId.parse(GROUP + "providers/Microsoft.Batch/batchAccounts/poolwrightbatch");
  private static final ArmId POOL = ACCOUNT.child("pools", "p1");
  private static final ArmId DEFINITION =
      ArmId.parse(GROUP + "providers/Microsoft.Compute/galleries/g/images/ubuntu");
  private static final ArmId VERSION = DEFINITION.child("versions", "1.2.3");
  private static final String BATCH = "?api-version=2025-06-01";
  private static final String GALLERY = "?api-version=2024-03-03";
  private static final StagedBlob STAGED =
      new StagedBlob(
          URI.create("https://stage.blob.core.windows.net/images/d.vhd"),
          ArmId.parse(GROUP + "providers/Microsoft.Storage/storageAccounts/stage"));

  private final LoopbackArm server = new LoopbackArm();
  private final ArmClient arm = client(server.endpoint());

  private ArmClient client(URI endpoint) {
    var settings = AzureSettings.of(endpoint, Authentication.NONE);
    return new ArmClient(
        ArmPipeline.build(settings, Optional.empty(), new RateLimits()),
        settings,
        Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAccountIsReadWithItsQuotasAndWhetherEntraMayAuthenticate() {
    server.answers(
        200,
        """
        {"id":"%s","name":"poolwrightbatch","location":"West Europe","properties":{
         "provisioningState":"Succeeded","poolQuota":100,"dedicatedCoreQuota":500,
         "lowPriorityCoreQuota":60,"allowedAuthenticationModes":["SharedKey"],
         "poolAllocationMode":"UserSubscription","dedicatedCoreQuotaPerVMFamilyEnforced":true,
         "dedicatedCoreQuotaPerVMFamily":[{"name":"standardDSv3Family","coreQuota":8}]}}"""
            .formatted(ACCOUNT));
    assertThat(arm.batchAccount(ACCOUNT))
        .contains(
            new BatchAccount(
                "westeurope", 100, 500, 60, Map.of("standarddsv3family", 8), true, false, true));
    assertThat(server.lastAsked().target()).isEqualTo(ACCOUNT + BATCH);
  }

  @Test
  void whatIsNotThereIsAnEmptyAnswer() {
    String body = "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"gone\"}}";
    server.answers(404, body).answers(404, body).answers(404, body).answers(404, body);
    assertThat(arm.batchAccount(ACCOUNT)).isEmpty();
    assertThat(arm.pool(POOL)).isEmpty();
    assertThat(arm.imageVersion(VERSION)).isEmpty();
    assertThat(arm.imageDefinition(DEFINITION)).isEmpty();
  }

  @Test
  void aSizeIsFoundUnderEverySpellingByOneCall() {
    server.answers(
        200,
        """
        {"value":[{"name":"Standard_D4s_v3","familyName":"standardDSv3Family",
         "capabilities":[{"name":"MaxResourceVolumeMB","value":"32768"},
                         {"name":"HyperVGenerations","value":"V1,V2"},
                         {"name":"vCPUs","value":"4"}]}]}""");
    var expected =
        new VmSize(
            "Standard_D4s_v3",
            4,
            "standardDSv3Family",
            Set.of(HyperVGeneration.V1, HyperVGeneration.V2),
            new Features(
                Map.of(
                    "MaxResourceVolumeMB", "32768", "HyperVGenerations", "V1,V2", "vCPUs", "4")));
    assertThat(arm.vmSize(SUBSCRIPTION, "West Europe", "STANDARD_D4S_V3")).contains(expected);
    assertThat(arm.vmSize(SUBSCRIPTION, "westeurope", "d4s_v3")).contains(expected);
    assertThat(arm.vmSize(SUBSCRIPTION, "westeurope", "Standard_D4s")).isEmpty();
    assertThat(server.asked()).hasSize(1);
    assertThat(server.lastAsked().target())
        .isEqualTo(
            "/subscriptions/%s/providers/Microsoft.Batch/locations/westeurope/virtualMachineSkus%s"
                .formatted(SUBSCRIPTION, BATCH));
  }

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

  @Test
  void aPoolIsReadWithItsOwnerItsNodesAndItsErrors() {
    server.answers(
        200,
        """
        {"etag":"0x8D","properties":{"provisioningState":"Succeeded",
         "allocationState":"Steady","currentDedicatedNodes":1,"currentLowPriorityNodes":2,
         "metadata":[{"name":"x","value":"y"},{"name":"poolwright-job","value":"job-1"}],
         "scaleSettings":{"fixedScale":{"targetDedicatedNodes":9}},
         "resizeOperationStatus":{"targetDedicatedNodes":4,"targetLowPriorityNodes":3,
          "startTime":"2026-11-24T10:00:00.5Z","errors":[{"code":"AllocationFailed",
          "message":"no nodes","details":[{"code":"Reason","message":"full\\nhouse",
           "details":[{"code":"QuotaExceeded","message":"cores"}]}]}]}}}""");
    assertThat(arm.pool(POOL))
        .contains(
            new Pool(
                "0x8D",
                "job-1",
                false,
                true,
                3,
                7,
                Instant.parse("2026-11-24T10:00:00.5Z"),
                List.of(
                    new Pool.ResizeError(
                        "AllocationFailed",
                        "no nodes; Reason: full\\nhouse; QuotaExceeded: cores"))));
    assertThat(server.lastAsked().target()).isEqualTo(POOL + BATCH);
  }

  @Test
  void anAutoscaledPoolWantsTheNodesThatItHas() {
    server.answers(
        200,
        """
        {"properties":{"provisioningState":"Deleting","allocationState":"Resizing",
         "currentDedicatedNodes":5,"scaleSettings":{"autoScale":{"formula":"f"}}}}""");
    assertThat(arm.pool(POOL)).contains(new Pool("", null, true, false, 5, 5, null, List.of()));
  }

  @Test
  void aPoolIsCreatedOnlyIfThereIsNone() throws JsonProcessingException {
    String exists = "{\"error\":{\"code\":\"PoolExists\",\"message\":\"is there\"}}";
    server.answers(200, "{}").answers(412, "{}").answers(409, exists);
    assertThat(arm.createPool(POOL, json("{\"vmSize\":\"d2\"}"), null)).isTrue();
    assertThat(server.lastAsked())
        .isEqualTo(
            new LoopbackArm.Asked(
                "PUT", POOL + BATCH, "*", "{\"properties\":{\"vmSize\":\"d2\"}}"));
    assertThat(arm.createPool(POOL, json("{}"), null)).isFalse();
    assertThat(arm.createPool(POOL, json("{}"), null)).isFalse();
  }

  @Test
  void aPoolIsCreatedInTheApiVersionThatItsRequestNames() throws JsonProcessingException {
    server.answers(200, "{}");
    assertThat(arm.createPool(POOL, json("{}"), "2030-01-01")).isTrue();
    assertThat(server.lastAsked().target()).isEqualTo(POOL + "?api-version=2030-01-01");
  }

  @Test
  void aPoolThatIsBeingDeletedIsWaitedFor() {
    server.answers(409, "{\"error\":{\"code\":\"PoolBeingDeleted\",\"message\":\"later\"}}");
    assertThat(failureOf(() -> arm.createPool(POOL, json("{}"), null)))
        .isEqualTo(Failure.deferred("PoolBeingDeleted", "later", null));
  }

  @Test
  void aResizeSaysNothingElse() throws JsonProcessingException {
    server.answers(200, "{}").answers(412, "{}").answers(404, "");
    var scale = json("{\"fixedScale\":{\"targetDedicatedNodes\":2}}");
    assertThat(arm.resizePool(POOL, scale, "W/\"0x8D\"", null)).isTrue();
    assertThat(server.lastAsked().target()).isEqualTo(POOL + BATCH);
    assertThat(server.lastAsked().method()).isEqualTo("PATCH");
    assertThat(server.lastAsked().body())
        .isEqualTo(
            "{\"properties\":{\"scaleSettings\":{\"fixedScale\":{\"targetDedicatedNodes\":2}}}}");
    assertThat(arm.resizePool(POOL, scale, "W/\"0x8D\"", "2030-01-01"))
        .as("a pool that has changed since is left as it is")
        .isFalse();
    assertThat(server.lastAsked().target()).isEqualTo(POOL + "?api-version=2030-01-01");
    assertThat(failureOf(() -> arm.resizePool(POOL, scale, "W/\"0x8D\"", null)).kind())
        .isEqualTo(Failure.Kind.TRANSIENT);
  }

  @Test
  void deletingWhatIsNotThereIsFine() {
    server.answers(202, "").answers(404, "").answers(204, "").answers(403, "");
    arm.deletePool(POOL);
    arm.deletePool(POOL);
    arm.deleteImageVersion(VERSION);
    assertThat(server.lastAsked().target()).isEqualTo(VERSION + GALLERY);
    assertThat(failureOf(() -> arm.deletePool(POOL)).code()).isEqualTo("Http403");
  }

  @Test
  void poolsAreSearchedOverAllPages() {
    String page =
        """
        {"value":[{"name":"a","properties":{"deploymentConfiguration":{
         "virtualMachineConfiguration":{"imageReference":{"id":"%s"}}}}},{"name":"b"}]%s}""";
    String next = ",\"nextLink\":\"" + server.endpoint() + ACCOUNT + "/pools?page=2\"";
    String upper = VERSION.toString().replace("/versions/", "/VERSIONS/");
    server.answers(200, page.formatted(DEFINITION, next)).answers(200, page.formatted(upper, ""));
    assertThat(arm.poolsUsing(ACCOUNT, VERSION)).containsExactly(ACCOUNT.child("pools", "a"));
    assertThat(server.asked().get(0).target()).isEqualTo(ACCOUNT + "/pools" + BATCH);
    assertThat(server.asked().get(1).target()).contains("page=2");
  }

  private static Failure failureOf(Runnable call) {
    CallFailed thrown = catchThrowableOfType(CallFailed.class, call::run);
    return Objects.requireNonNull(thrown, "it did not fail").failure();
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
