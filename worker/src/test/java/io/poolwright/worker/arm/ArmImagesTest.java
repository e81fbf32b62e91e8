package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.SourceDisk;
import io.poolwright.worker.steps.SourceMachine;
import io.poolwright.worker.steps.TargetRegion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How ARM is spoken to about images that do not come from a VHD. */
class ArmImagesTest extends ArmBench {
  private static final ArmId MACHINE =
      ArmId.parse(GROUP + "providers/Microsoft.Compute/virtualMachines/golden");

  @Test
  void aMachineIsPublishedByItsId() {
    server.answers(201, "{}");
    arm.publish(
        new ImagePlan.OfResource(MACHINE, "westeurope", "d", VERSION, "westeurope", "westeurope"),
        List.of(new TargetRegion("westeurope", 1)),
        Map.of());
    assertThat(json(server.lastAsked().body()).at("/properties/storageProfile/source"))
        .isEqualTo(json("{\"virtualMachineId\":\"" + MACHINE + "\"}"));
  }

  @Test
  void moreReplicasAreAskedForAndTheOthersAreLeft() {
    server.answers(
        200,
        """
        {"properties":{"publishingProfile":{"replicaCount":1,"targetRegions":[
          {"name":"West Europe","regionalReplicaCount":2,"encryption":{"x":1}},
          {"name":"northeurope","regionalReplicaCount":1}]}}}""");
    server.answers(200, "{}");
    arm.replicate(VERSION, new TargetRegion("northeurope", 4));
    assertThat(server.lastAsked().method()).isEqualTo("PATCH");
    assertThat(json(server.lastAsked().body()))
        .isEqualTo(
            json(
                """
                {"properties":{"publishingProfile":{"targetRegions":[
                  {"name":"West Europe","regionalReplicaCount":2,"encryption":{"x":1}},
                  {"name":"northeurope","regionalReplicaCount":4}]}}}"""));
  }

  @Test
  void aMachineIsReadWithWhatItNeedsToBeCaptured() {
    server.answers(
        200,
        """
        {"location":"West Europe",
         "resources":[{"name":"AzureMonitor",
           "type":"Microsoft.Compute/virtualMachines/extensions"}],
         "properties":{"vmId":"0b1c","timeCreated":"2026-11-20T10:00:00.5+00:00",
          "storageProfile":{"osDisk":{"osType":"Windows",
           "encryptionSettings":{"enabled":true}}},
          "instanceView":{"hyperVGeneration":"V2","statuses":[
           {"code":"OSState/generalized"},{"code":"PowerState/deallocating"}]}}}""");
    SourceMachine machine = arm.virtualMachine(MACHINE).orElseThrow();
    assertThat(machine.disk())
        .isEqualTo(
            new SourceDisk(
                "westeurope",
                OsType.WINDOWS,
                HyperVGeneration.V2,
                true,
                true,
                "0b1c",
                Instant.parse("2026-11-20T10:00:00.500Z")));
    assertThat(machine.power()).isEqualTo(SourceMachine.Power.DEALLOCATING);
    assertThat(machine.extensions()).containsExactly("AzureMonitor");
  }

  @Test
  void aPublicImageIsAskedForWhereThePoolWillBe() {
    server.answers(
        200,
        "{\"properties\":{\"osType\":\"Linux\",\"osState\":\"Generalized\",\"hyperVGeneration\":\"V2\"}}");
    ImageReference image = ImageReference.parse("/CommunityGalleries/c-1/Images/i/Versions/1.0.0");
    assertThat(arm.publicDefinition(SUBSCRIPTION, "westeurope", image)).isPresent();
    assertThat(server.lastAsked().target())
        .isEqualTo(
            "/subscriptions/"
                + SUBSCRIPTION
                + "/providers/Microsoft.Compute/locations/westeurope/communityGalleries/c-1/images/i"
                + GALLERY);
    server.answers(200, "{}");
    assertThat(arm.isPublicVersionThere(SUBSCRIPTION, "westeurope", image)).isTrue();
    assertThat(server.lastAsked().target()).endsWith("/images/i/versions/1.0.0" + GALLERY);
  }
}
