package io.poolwright.integration.arm;

import static org.awaitility.Awaitility.await;

import io.poolwright.contracts.ArmId;
import io.poolwright.localazure.arm.ArmSimulator;
import io.poolwright.worker.arm.ArmClient;
import io.poolwright.worker.azure.ArmPipeline;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.azure.AzureSettings.Authentication;
import io.poolwright.worker.azure.RateLimits;
import io.poolwright.worker.contract.ArmContract;
import io.poolwright.worker.steps.Arm;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class ArmClientContractTest extends ArmContract {
  private static final String PROVIDERS =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright/providers/";
  private static final String COMPUTE = PROVIDERS + "Microsoft.Compute/";
  private static final Given GIVEN =
      new Given(
          ArmId.parse(PROVIDERS + "Microsoft.Batch/batchAccounts/poolwrightbatch"),
          ArmId.parse(COMPUTE + "galleries/poolwright_gallery/images/ubuntu-2204-gen2"),
          ArmId.parse(COMPUTE + "images/image-ubuntu"),
          ArmId.parse(COMPUTE + "virtualMachines/vm-running"));

  private final ArmSimulator simulator =
      ArmSimulator.start(ArmClientTest.quick(), new OneGoodVhd(), Clock.systemUTC());
  private final ArmClient arm = client();

  private ArmClient client() {
    var settings = AzureSettings.of(simulator.endpoint(), Authentication.NONE);
    return new ArmClient(
        ArmPipeline.build(settings, Optional.empty(), new RateLimits()),
        settings,
        Clock.systemUTC());
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
}
