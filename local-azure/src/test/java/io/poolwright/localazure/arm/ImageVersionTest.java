package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageVersionTest {
  private static final String V1 = Bodies.VERSION;
  private static final String STATUS = "?$expand=ReplicationStatus";

  private final Arm arm = Arm.asDelivered();

  private void second() {
    arm.pass(Duration.ofSeconds(1));
  }

  @Test
  void aVersionIsPublishedThenReplicatedAndItsOperationSucceeds() {
    var created = arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD, "West Europe", "northeurope"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("properties.provisioningState")).isEqualTo("Creating");
    assertThat(created.header("Retry-After")).isEqualTo("1");
    String operation = created.header("Azure-AsyncOperation");
    assertThat(operation)
        .startsWith(Arm.BASE.toString())
        .contains("/locations/westeurope/operations/");
    assertThat(arm.get(operation).text("status")).isEqualTo("InProgress");

    second();
    var half = arm.get(V1 + STATUS);
    assertThat(half.text("properties.replicationStatus.aggregatedState")).isEqualTo("InProgress");
    assertThat(half.text("properties.replicationStatus.summary.1.state")).isEqualTo("Replicating");
    assertThat(half.at("properties.replicationStatus.summary.1.progress").asInt()).isEqualTo(50);

    second();
    assertThat(arm.get(operation).text("status")).isEqualTo("Succeeded");
    var done = arm.get(V1 + STATUS);
    assertThat(done.text("properties.provisioningState")).isEqualTo("Succeeded");
    assertThat(done.text("properties.replicationStatus.summary.0.region")).isEqualTo("West Europe");
    assertThat(done.text("properties.replicationStatus.summary.0.state")).isEqualTo("Completed");
    assertThat(arm.get(V1).at("properties.replicationStatus").isMissingNode()).isTrue();
  }

  @Test
  void theSamePutAgainChangesNothing() {
    String body = Bodies.versionFromVhd(Vhds.GOOD);
    arm.put(V1, body);
    assertThat(arm.put(V1, body).status()).isEqualTo(200);
    second();
    second();

    var again = arm.put(V1, body);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("properties.provisioningState")).isEqualTo("Succeeded");
    assertThat(arm.get(again.header("Azure-AsyncOperation")).text("status")).isEqualTo("Succeeded");
  }

  @Test
  void anotherSourceForAVersionThatExistsIsRefused() {
    arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD));

    assertThat(
            arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD + "2"))
                .refusedWith(409, "PropertyChangeNotAllowed"))
        .contains("storageProfile.osDiskImage");
    arm.call("PUT", V1, Bodies.versionFromVhd(Vhds.GOOD), Map.of("if-none-match", "*"))
        .refusedWith(412, "PreconditionFailed");
  }

  @Test
  void aRegionThatIsAddedIsReplicatedWhileTheOthersStay() {
    arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD));
    second();
    second();

    arm.patch(
            V1,
            "{\"properties\": {"
                + Bodies.publishing("westeurope", "northeurope").substring(1)
                + "}}")
        .accepted();
    var updating = arm.get(V1 + STATUS);
    assertThat(updating.text("properties.provisioningState")).isEqualTo("Updating");
    assertThat(updating.text("properties.replicationStatus.summary.0.state"))
        .isEqualTo("Completed");
    assertThat(updating.text("properties.replicationStatus.summary.1.state"))
        .isEqualTo("Replicating");

    second();
    assertThat(arm.get(V1).text("properties.provisioningState")).isEqualTo("Succeeded");
  }

  @Test
  void theRegionsMustIncludeThatOfTheGallery() {
    assertThat(
            arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD, "northeurope"))
                .refusedWith(400, "InvalidParameter"))
        .contains("must contain the location");
    assertThat(
            arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD, "westeurope", "atlantis"))
                .refusedWith(400, "InvalidParameter"))
        .contains("atlantis");
    arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD, "westeurope", "West Europe"))
        .refusedWith(400, "InvalidParameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.2147483648", "1.0.-1"})
  void aVersionIsNamedByThreeNumbersOf32Bits(String name) {
    arm.put(Arm.GEN2 + "/versions/" + name, Bodies.versionFromVhd(Vhds.GOOD))
        .refusedWith(400, "InvalidParameter");
  }

  @Test
  void theLargestVersionNumberIsFine() {
    arm.put(Arm.GEN2 + "/versions/2147483647.0.1", Bodies.versionFromVhd(Vhds.GOOD)).accepted();
  }

  @Test
  void aVersionIsMadeFromAMachineThatIsGeneralizedAndDeallocated() {
    arm.put(
            V1,
            Bodies.versionFrom("virtualMachineId", Arm.COMPUTE + "/virtualMachines/vm-generalized"))
        .accepted();

    assertThat(
            arm.put(
                    Arm.GEN2 + "/versions/1.0.1",
                    Bodies.versionFrom(
                        "virtualMachineId", Arm.COMPUTE + "/virtualMachines/vm-running"))
                .refusedWith(400, "BadRequest"))
        .contains(
            "has a different OS state ['Specialized'] than the parent gallery image OS state"
                + " ['Generalized'].");
    arm.put(
            Arm.GEN2 + "/versions/1.0.2",
            Bodies.versionFrom("virtualMachineId", Arm.COMPUTE + "/virtualMachines/nobody"))
        .refusedWith(404, "ResourceNotFound");
  }

  @Test
  void aGeneralizedMachineThatIsOnlyStoppedCannotBeCaptured() {
    String machine = Arm.COMPUTE + "/virtualMachines/vm-running";
    arm.post(machine + "/powerOff").accepted();
    second();
    arm.post(machine + "/generalize").accepted();

    assertThat(
            arm.put(V1, Bodies.versionFrom("virtualMachineId", machine))
                .refusedWith(400, "BadRequest"))
        .contains("must be deallocated");
  }

  @Test
  void generationAndSystemOfTheSourceMustBeThoseOfTheDefinition() {
    String machine = Arm.COMPUTE + "/virtualMachines/vm-generalized";
    assertThat(
            arm.put(Arm.GEN1 + "/versions/1.0.0", Bodies.versionFrom("virtualMachineId", machine))
                .refusedWith(400, "BadRequest"))
        .contains("different Hyper-V generation ['V2']");
    assertThat(
            arm.put(
                    Arm.GALLERY + "/images/windows-2022-gen2/versions/1.0.0",
                    Bodies.versionFrom("id", Arm.COMPUTE + "/images/image-ubuntu"))
                .refusedWith(400, "BadRequest"))
        .contains("different OS type ['Linux']");
  }

  @Test
  void aVersionIsMadeFromAManagedImageOrAnotherVersion() {
    arm.put(V1, Bodies.versionFrom("id", Arm.COMPUTE + "/images/image-ubuntu")).accepted();
    arm.put(Arm.GEN2 + "/versions/1.0.1", Bodies.versionFrom("id", V1))
        .refusedWith(404, "ResourceNotFound");
    second();
    second();
    arm.put(Arm.GEN2 + "/versions/1.0.1", Bodies.versionFrom("id", V1)).accepted();
  }

  @Test
  void exactlyOneSourceIsNeeded() {
    arm.put(V1, "{\"location\": \"westeurope\", \"properties\": {\"storageProfile\": {}}}")
        .refusedWith(400, "InvalidParameter");
    arm.put(
            V1,
            Bodies.versionFromVhd(Vhds.GOOD)
                .replaceFirst("\"storageAccountId\": \"[^\"]*\"", "\"x\": 1"))
        .refusedWith(400, "InvalidParameter");
    arm.put(V1, "{\"properties\": {}}").refusedWith(400, "LocationRequired");
  }

  @Test
  void aVersionThatAPoolUsesCanBeDeletedAndIsGoneAfterAWhile() {
    arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD));
    second();
    second();
    arm.putNew(Arm.ACCOUNT + "/pools/p1", Bodies.pool(1)).accepted();

    var deletion = arm.delete(V1);
    assertThat(deletion.status()).isEqualTo(202);
    assertThat(arm.get(V1).text("properties.provisioningState")).isEqualTo("Deleting");
    arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD)).refusedWith(409, "OperationNotAllowed");
    assertThat(arm.get(deletion.header("Location")).status()).isEqualTo(202);

    second();
    assertThat(arm.get(deletion.header("Location")).status()).isEqualTo(200);
    arm.get(V1).refusedWith(404, "ResourceNotFound");
    assertThat(arm.delete(V1).status()).isEqualTo(204);
  }

  @Test
  void listsShowWhatThereIs() {
    arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD));

    assertThat(arm.get(Arm.GEN2 + "/versions").text("value.0.name")).isEqualTo("1.0.0");
    assertThat(arm.get(Arm.GALLERY + "/images").at("value").size()).isEqualTo(3);
    assertThat(arm.get(Arm.GEN1 + "/versions").at("value").size()).isZero();
  }
}
