package io.poolwright.integration.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.localazure.arm.ArmConfig;
import io.poolwright.localazure.arm.ArmSimulator;
import io.poolwright.worker.arm.ArmClient;
import io.poolwright.worker.azure.ArmPipeline;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.azure.AzureSettings.Authentication;
import io.poolwright.worker.azure.RateLimits;
import io.poolwright.worker.contract.ArmContract;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.BatchAccount;
import io.poolwright.worker.steps.Features;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ImageVersion.State;
import io.poolwright.worker.steps.Pool;
import io.poolwright.worker.steps.TargetRegion;
import io.poolwright.worker.steps.VmSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArmClientTest extends ArmContract {
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  private static final String PROVIDERS =
      "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-poolwright/providers/";
  private static final ArmId ACCOUNT =
      ArmId.parse(PROVIDERS + "Microsoft.Batch/batchAccounts/poolwrightbatch");
  private static final ArmId POOL = ACCOUNT.child("pools", "p1");
  private static final ArmId DEFINITION =
      ArmId.parse(
          PROVIDERS + "Microsoft.Compute/galleries/poolwright_gallery/images/ubuntu-2204-gen2");
  private static final ArmId VERSION = DEFINITION.child("versions", "1.0.0");
  private static final Given GIVEN =
      new Given(
          ACCOUNT,
          DEFINITION,
          ArmId.parse(
              PROVIDERS + "Microsoft.Compute/galleries/poolwright_gallery/images/of-a-request"),
          ArmId.parse(PROVIDERS + "Microsoft.Compute/images/image-ubuntu"),
          ArmId.parse(PROVIDERS + "Microsoft.Compute/virtualMachines/vm-running"));
  private static final ArmId STORAGE =
      ArmId.parse(PROVIDERS + "Microsoft.Storage/storageAccounts/poolwrightlocal");

  private final ArmSimulator simulator =
      ArmSimulator.start(quick(), new OneGoodVhd(), Clock.systemUTC());
  private final RateLimits limits = new RateLimits();
  private final ArmClient arm = client();

  private ArmClient client() {
    var settings = AzureSettings.of(simulator.endpoint(), Authentication.NONE);
    return new ArmClient(
        ArmPipeline.build(settings, Optional.empty(), limits), settings, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Override
  protected Arm arm() {
    return arm;
  }

  @Override
  protected Given given() {
    return GIVEN;
  }

  @Override
  protected void pass() {
    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
  }

  @Test
  void whatIsDeclaredIsFound() {
    Map<String, Integer> families = Map.of("standarddsv3family", 500, "standardfsv2family", 200);
    assertThat(arm.batchAccount(ACCOUNT))
        .contains(new BatchAccount("westeurope", 100, 1000, 1000, families, false, true, true));
    assertThat(arm.imageDefinition(DEFINITION))
        .contains(new ImageDefinition("westeurope", OsType.LINUX, HyperVGeneration.V2, true));
    assertThat(arm.vmSize(SUBSCRIPTION, "West Europe", "STANDARD_D4S_V3"))
        .contains(
            new VmSize(
                "Standard_D4s_v3",
                4,
                "standardDSv3Family",
                Set.of(HyperVGeneration.V1, HyperVGeneration.V2),
                new Features(
                    Map.of(
                        "vCPUs", "4",
                        "MemoryGB", "16.0",
                        "HyperVGenerations", "V1,V2",
                        "CpuArchitectureType", "x64"))));
    assertThat(limits.latest()).containsKey(SUBSCRIPTION);
  }

  @Test
  void whatIsNotThereIsAnEmptyAnswerOrNothingToDelete() {
    assertThat(arm.batchAccount(ArmId.parse(PROVIDERS + "Microsoft.Batch/batchAccounts/none")))
        .isEmpty();
    assertThat(arm.imageVersion(VERSION)).isEmpty();
    assertThat(arm.pool(POOL)).isEmpty();
    arm.deletePool(POOL);
    arm.deleteImageVersion(VERSION);
  }

  @Test
  void anImageIsPublishedAPoolIsMadeOfItAndBothAreDeleted() {
    publish(OneGoodVhd.URL);
    soon().until(() -> stateOf(VERSION) == State.SUCCEEDED);
    soon().until(() -> replicated(arm.imageVersion(VERSION)));
    assertThat(arm.imageVersion(VERSION).orElseThrow().tags()).containsEntry("k", "v");

    assertThat(arm.createPool(POOL, properties(), null)).isTrue();
    assertThat(arm.createPool(POOL, properties(), null)).isFalse();
    soon().until(() -> arm.pool(POOL).filter(Pool::steady).isPresent());
    Pool pool = arm.pool(POOL).orElseThrow();
    assertThat(pool.owner()).isEqualTo("job-1");
    assertThat(pool.nodes()).isEqualTo(2);
    assertThat(pool.targetNodes()).isEqualTo(2);
    assertThat(pool.resizeStarted()).isNotNull();
    assertThat(pool.errors()).isEmpty();
    assertThat(arm.poolsUsing(ACCOUNT, VERSION)).containsExactly(POOL);

    var three = yaml("{fixedScale: {targetDedicatedNodes: 3}}");
    assertThat(arm.resizePool(POOL, three, pool.etag(), null)).isTrue();
    assertThat(arm.resizePool(POOL, three, pool.etag(), null))
        .as("it is not what was seen")
        .isFalse();
    soon().until(() -> arm.pool(POOL).filter(p -> p.steady() && p.nodes() == 3).isPresent());

    arm.deletePool(POOL);
    soon().until(() -> arm.pool(POOL).isEmpty());
    arm.deleteImageVersion(VERSION);
    soon().until(() -> arm.imageVersion(VERSION).isEmpty());
  }

  @Test
  void aVersionOfNoVhdFailsAndSaysThatItDid() {
    publish(URI.create("http://127.0.0.1:10000/poolwrightlocal/images/none.vhd"));
    soon().until(() -> stateOf(VERSION) == State.FAILED);
    assertThat(arm.imageVersion(VERSION).map(ImageVersion::failure).orElseThrow().code())
        .isEqualTo("ImageVersionFailed");
  }

  private void publish(URI vhd) {
    var staged = new StagedBlob(vhd, STORAGE);
    arm.publish(
        new ImagePlan.OfVhd("0x8D", 512, staged, VERSION, "westeurope", "westeurope"),
        List.of(new TargetRegion("westeurope", 1)),
        Map.of("k", "v"));
  }

  private State stateOf(ArmId version) {
    return arm.imageVersion(version).orElseThrow().state();
  }

  private static boolean replicated(Optional<ImageVersion> version) {
    return version
        .flatMap(v -> v.replicaIn("West Europe"))
        .filter(ImageVersion.Replica::completed)
        .isPresent();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(100));
  }

  private static ObjectNode properties() {
    return yaml(
        """
        vmSize: Standard_D2s_v3
        deploymentConfiguration:
          virtualMachineConfiguration:
            imageReference: {id: %s}
            nodeAgentSkuId: batch.node.ubuntu 22.04
        scaleSettings: {fixedScale: {targetDedicatedNodes: 2, resizeTimeout: PT15M}}
        metadata: [{name: poolwright-job, value: job-1}]
        """
            .formatted(VERSION));
  }

  private static ArmConfig quick() {
    try (var delivered = ArmSimulator.class.getResourceAsStream("/local-azure.yaml")) {
      ObjectNode section = (ObjectNode) new YAMLMapper().readTree(delivered).get("arm");
      section.withObjectProperty("latencies").put("publish", "PT0.1S").put("replication", "PT0.1S");
      section.withObjectProperty("latencies").put("resize", "PT0.2S").put("delete", "PT0.1S");
      return ArmConfig.from(section);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode yaml(String text) {
    try {
      return (ObjectNode) new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
