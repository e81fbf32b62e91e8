package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.worker.steps.BatchAccount;
import io.poolwright.worker.steps.Features;
import io.poolwright.worker.steps.VmSize;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How ARM is spoken to about what is there before a job. */
class ArmClientTest extends ArmBench {
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
  void deletingWhatIsNotThereIsFine() {
    server.answers(202, "").answers(404, "").answers(204, "").answers(403, "");
    arm.deletePool(POOL);
    arm.deletePool(POOL);
    arm.deleteImageVersion(VERSION);
    assertThat(server.lastAsked().target()).isEqualTo(VERSION + GALLERY);
    assertThat(failureOf(() -> arm.deletePool(POOL)).code()).isEqualTo("Http403");
  }
}
