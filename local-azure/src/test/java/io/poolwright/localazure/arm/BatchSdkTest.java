package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.batch.BatchManager;
import com.azure.resourcemanager.batch.models.AllocationState;
import com.azure.resourcemanager.batch.models.DeploymentConfiguration;
import com.azure.resourcemanager.batch.models.FixedScaleSettings;
import com.azure.resourcemanager.batch.models.ImageReference;
import com.azure.resourcemanager.batch.models.MetadataItem;
import com.azure.resourcemanager.batch.models.Pool;
import com.azure.resourcemanager.batch.models.PoolAllocationMode;
import com.azure.resourcemanager.batch.models.ScaleSettings;
import com.azure.resourcemanager.batch.models.VirtualMachineConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real Batch management SDK against the simulator over HTTP, on the real clock. */
class BatchSdkTest {
  private static final String GROUP = "rg-poolwright";
  private static final String ACCOUNT = "poolwrightbatch";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ArmSimulator arm = ArmSimulator.start(quick(), new Vhds(), Clock.systemUTC());
  private final BatchManager batch = manager(arm.endpoint());

  private static ArmConfig quick() {
    var section = Arm.section();
    section
        .withObjectProperty("latencies")
        .put("publish", "PT0.05S")
        .put("replication", "PT0.05S")
        .put("resize", "PT0.3S")
        .put("delete", "PT0.1S");
    return ArmConfig.from(section);
  }

  private static BatchManager manager(URI endpoint) {
    HttpPipeline pipeline =
        new HttpPipelineBuilder()
            .httpClient(new JdkHttpClientBuilder().build())
            .policies(new RetryPolicy())
            .build();
    String base = endpoint.toString();
    var environment =
        new AzureEnvironment(
            Map.of("resourceManagerEndpointUrl", base, "managementEndpointUrl", base));
    return BatchManager.authenticate(
        pipeline,
        new AzureProfile(
            "00000000-0000-4000-8000-0000000000aa",
            "00000000-0000-4000-8000-000000000001",
            environment));
  }

  @BeforeEach
  void publishAnImage() throws IOException, InterruptedException {
    HttpResponse<String> published = send("PUT", Bodies.VERSION, Bodies.versionFromVhd(Vhds.GOOD));
    assertThat(published.statusCode()).isEqualTo(201);
    URI operation =
        URI.create(published.headers().firstValue("Azure-AsyncOperation").orElseThrow());
    awaitStatus(operation, "Succeeded");
  }

  @AfterEach
  void stop() {
    arm.close();
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(arm.endpoint().resolve(path + "?api-version=2024-03-03"))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void awaitStatus(URI operation, String status) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(25))
        .until(
            () ->
                http.send(
                        HttpRequest.newBuilder(operation).build(),
                        HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("\"status\":\"" + status + "\""));
  }

  private Pool create(String name) {
    return batch
        .pools()
        .define(name)
        .withExistingBatchAccount(GROUP, ACCOUNT)
        .withVmSize("STANDARD_D2S_V3")
        .withDeploymentConfiguration(
            new DeploymentConfiguration()
                .withVirtualMachineConfiguration(
                    new VirtualMachineConfiguration()
                        .withImageReference(new ImageReference().withId(Bodies.VERSION))
                        .withNodeAgentSkuId("batch.node.ubuntu 22.04")))
        .withScaleSettings(
            new ScaleSettings()
                .withFixedScale(
                    new FixedScaleSettings()
                        .withTargetDedicatedNodes(2)
                        .withResizeTimeout(Duration.ofMinutes(15))))
        .withMetadata(List.of(new MetadataItem().withName("job").withValue("42")))
        .withIfNoneMatch("*")
        .create();
  }

  @Test
  void aPoolIsCreatedBecomesSteadyIsListedAndDeleted() {
    Pool pool = create("p1");
    assertThat(pool.allocationState()).isEqualTo(AllocationState.RESIZING);
    assertThat(pool.etag()).startsWith("W/\"0x8D");

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> pool.refresh().allocationState() == AllocationState.STEADY);
    assertThat(pool.currentDedicatedNodes()).isEqualTo(2);
    assertThat(pool.resizeOperationStatus().errors()).isNull();
    assertThat(pool.metadata().get(0).value()).isEqualTo("42");
    assertThat(batch.pools().listByBatchAccount(GROUP, ACCOUNT)).hasSize(1);

    batch.pools().delete(GROUP, ACCOUNT, "p1");
    assertThat(batch.pools().listByBatchAccount(GROUP, ACCOUNT)).isEmpty();
  }

  @Test
  void refusalsReachTheCallerWithTheirCode() {
    create("p1");

    var twice = catchThrowableOfType(ManagementException.class, () -> create("P1"));
    assertThat(twice.getResponse().getStatusCode()).isEqualTo(412);
    assertThat(twice.getValue().getCode()).isEqualTo("ConditionNotMet");
    var missing =
        catchThrowableOfType(
            ManagementException.class, () -> batch.pools().get(GROUP, ACCOUNT, "p2"));
    assertThat(missing.getValue().getCode()).isEqualTo("PoolNotFound");
  }

  @Test
  void accountsQuotasAndSizesAreReadThroughTheSdksModels() {
    var account = batch.batchAccounts().getByResourceGroup(GROUP, ACCOUNT);
    assertThat(account.poolAllocationMode()).isEqualTo(PoolAllocationMode.BATCH_SERVICE);
    assertThat(account.poolQuota()).isEqualTo(100);
    assertThat(account.dedicatedCoreQuotaPerVMFamilyEnforced()).isTrue();
    assertThat(account.dedicatedCoreQuotaPerVMFamily()).hasSize(2);
    assertThat(batch.batchAccounts().list()).hasSize(1);
    assertThat(batch.locations().getQuotas("westeurope").accountQuota()).isEqualTo(1);
    assertThat(batch.locations().listSupportedVirtualMachineSkus("westeurope")).hasSize(13);
    assertThat(batch.locations().listSupportedCloudServiceSkus("westeurope")).isEmpty();
  }

  @Test
  void theControlEndpointTellsWhatWasAsked() throws Exception {
    URI log = arm.endpoint().resolve("/_control/requests");
    String body =
        http.send(HttpRequest.newBuilder(log).build(), HttpResponse.BodyHandlers.ofString()).body();
    assertThat(body).contains(Bodies.VERSION);
  }
}
