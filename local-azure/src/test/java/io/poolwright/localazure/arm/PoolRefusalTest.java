package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolRefusalTest {
  private static final String POOL = Arm.ACCOUNT + "/pools/p1";
  private static final String IMAGE =
      "properties.deploymentConfiguration.virtualMachineConfiguration.imageReference";

  private final Arm arm = Arm.asDelivered();

  @BeforeEach
  void publishAnImage() {
    arm.put(Bodies.VERSION, Bodies.versionFromVhd(Vhds.GOOD)).accepted();
    arm.pass(Duration.ofSeconds(2));
  }

  private String refused(String body, String code) {
    return arm.putNew(POOL, body).refusedWith(400, code);
  }

  private static String with(String more) {
    return Bodies.pool("Standard_D2s_v3", Bodies.VERSION, 1, more);
  }

  @Test
  void anUnknownPropertyIsRefusedWithItsPath() {
    assertThat(refused(with(", \"vmsize\": \"x\""), "InvalidRequestBody"))
        .contains("Could not find member 'vmsize' on object of type 'PoolProperties'")
        .contains("\"PropertyPath\",\"message\":\"properties.vmsize\"");
    assertThat(refused(with(", \"startTask\": {\"commandline\": \"x\"}"), "InvalidRequestBody"))
        .contains("properties.startTask.commandline");
    assertThat(
            refused(
                with("").replaceFirst("\\{", "{\"location\": \"westeurope\","),
                "InvalidRequestBody"))
        .contains("'location' on object of type 'Pool'");
  }

  @Test
  void aPropertyIsKnownOnlyInItsApiVersions() {
    String upgrade = with(", \"upgradePolicy\": {\"mode\": \"manual\"}");
    String communication = with(", \"targetNodeCommunicationMode\": \"Simplified\"");

    arm.putNew(POOL + "?api-version=2023-05-01", upgrade).refusedWith(400, "InvalidRequestBody");
    arm.putNew(POOL + "?api-version=2024-07-01", upgrade).accepted();
    arm.putNew(POOL + "b?api-version=2024-07-01", communication).accepted();
    arm.putNew(POOL + "c?api-version=2025-06-01", communication)
        .refusedWith(400, "InvalidRequestBody");
    arm.putNew(POOL + "d?api-version=2026-08-01", upgrade).accepted();
  }

  @Test
  void aValueOfTheWrongTypeIsRefusedWithItsPath() {
    assertThat(refused(with(", \"taskSlotsPerNode\": \"two\""), "InvalidRequestBody"))
        .contains("properties.taskSlotsPerNode");
    assertThat(refused(with(", \"metadata\": {}"), "InvalidRequestBody"))
        .contains("properties.metadata");
    assertThat(refused(with(", \"interNodeCommunication\": \"Sometimes\""), "InvalidPropertyValue"))
        .contains("properties.interNodeCommunication");
  }

  @Test
  void aRequiredPropertyThatIsMissingIsNamed() {
    assertThat(refused("{\"properties\": {}}", "MissingRequiredProperty"))
        .contains("properties.vmSize");
    assertThat(refused(with(", \"metadata\": [{\"name\": \"x\"}]"), "MissingRequiredProperty"))
        .contains("properties.metadata[0].value");
    assertThat(
            refused(
                "{\"properties\": {\"vmSize\": \"Standard_D2s_v3\"}}", "MissingRequiredProperty"))
        .contains("virtualMachineConfiguration");
  }

  @Test
  void aVmSizeThatNobodyKnowsIsRefused() {
    assertThat(refused(Bodies.pool("Standard_X1", Bodies.VERSION, 1, ""), "InvalidPropertyValue"))
        .contains("properties.vmSize");
  }

  @Test
  void aNodeAgentThatIsNotSupportedIsNotFound() {
    arm.putNew(POOL, Bodies.pool(1).replace("ubuntu 22.04", "ubuntu 14.04"))
        .refusedWith(404, "NodeAgentSKUNotFound");
  }

  @Test
  void anImageThatDoesNotExistIsRefused() {
    assertThat(
            refused(
                Bodies.pool("Standard_D2s_v3", Arm.GEN2 + "/versions/9.9.9", 1, ""),
                "InvalidPropertyValue"))
        .contains(IMAGE + ".id")
        .contains("ImageNotFound");
  }

  @Test
  void anImageThatIsStillBeingPublishedIsRefused() {
    String version = Arm.GEN2 + "/versions/2.0.0";
    arm.put(version, Bodies.versionFromVhd(Vhds.GOOD)).accepted();

    refused(Bodies.pool("Standard_D2s_v3", version, 1, ""), "InvalidPropertyValue");
    arm.pass(Duration.ofSeconds(2));
    arm.putNew(POOL, Bodies.pool("Standard_D2s_v3", version, 1, "")).accepted();
  }

  @Test
  void anImageWithoutAReplicaInTheAccountsRegionIsRefused() {
    Arm elsewhere =
        Arm.with(
            section -> {
              var gallery = (ObjectNode) section.at("/galleries/0");
              gallery.put("location", "northeurope");
            });
    elsewhere
        .put(
            Bodies.VERSION,
            Bodies.versionFromVhd(Vhds.GOOD, "northeurope")
                .replace("\"location\": \"westeurope\"", "\"location\": \"northeurope\""))
        .accepted();
    elsewhere.pass(Duration.ofSeconds(2));

    assertThat(elsewhere.putNew(POOL, Bodies.pool(1)).refusedWith(400, "InvalidPropertyValue"))
        .contains("no replica in the account's region westeurope");
  }

  @Test
  void aManagedImageIsRefusedSinceSuchPoolsAreRetired() {
    assertThat(
            refused(
                Bodies.pool("Standard_D2s_v3", Arm.COMPUTE + "/images/image-ubuntu", 1, ""),
                "InvalidPropertyValue"))
        .contains("retired");
  }

  @Test
  void anImageReferenceNamesOneImageInOneWay() {
    String both =
        Bodies.pool(1)
            .replace("\"imageReference\": {", "\"imageReference\": {\"version\": \"latest\",");
    assertThat(refused(both, "InvalidPropertyValue"))
        .contains("Specified property version can only have a value when publisher is set.");
    String none = Bodies.pool(1).replaceFirst("\"id\": \"[^\"]*\"", "");
    refused(none, "InvalidPropertyValue");
  }

  @Test
  void aMarketplaceImageIsTakenAtItsWord() {
    String marketplace =
        Bodies.pool(1)
            .replaceFirst(
                "\"id\": \"[^\"]*\"",
                "\"publisher\": \"canonical\", \"offer\": \"0001-com-ubuntu-server-jammy\","
                    + " \"sku\": \"22_04-lts\", \"version\": \"latest\"");
    arm.putNew(POOL, marketplace).accepted();
  }

  @Test
  void fixedAndAutomaticScaleExcludeEachOther() {
    String both =
        Bodies.pool(1)
            .replace("{\"fixedScale\"", "{\"autoScale\": {\"formula\": \"$x=1;\"}, \"fixedScale\"");
    assertThat(refused(both, "InvalidPropertyValue")).contains("mutually exclusive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT4M59S", "P7DT1S", "fifteen"})
  void aResizeTimeoutLiesBetweenFiveMinutesAndAWeek(String timeout) {
    assertThat(refused(Bodies.pool(1).replace("PT15M", timeout), "InvalidPropertyValue"))
        .contains("fixedScale.resizeTimeout");
  }

  @Test
  void aFormulaWithASyntaxErrorIsRefused() {
    String broken =
        Bodies.pool(0).replaceFirst("\"fixedScale\".*", "\"autoScale\": {\"formula\": \"max(1\"}}");
    refused(broken, "AutoScalingFormulaSyntaxError");
  }

  @Test
  void aNodeHasAtMostFourTaskSlotsACore() {
    arm.putNew(POOL, with(", \"taskSlotsPerNode\": 8")).accepted();
    assertThat(
            arm.putNew(POOL + "b", with(", \"taskSlotsPerNode\": 9"))
                .refusedWith(400, "InvalidPropertyValue"))
        .contains("between 1 and 8");
  }

  @Test
  void negativeNodesAreRefused() {
    refused(Bodies.pool(-1), "InvalidPropertyValue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a.b",
        "ä",
        "0123456789012345678901234567890123456789012345678901234567890123x"
      })
  void aPoolNameHasTo64LettersDigitsDashesAndUnderscores(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    arm.putNew(Arm.ACCOUNT + "/pools/" + encoded, Bodies.pool(1))
        .refusedWith(400, "InvalidPropertyValue");
  }

  @Test
  void secretsAreTakenAndNeverGivenBack() {
    String body =
        with(
            """
            , "userAccounts": [{"name": "ops", "password": "s3cret-1",
                "linuxUserConfiguration": {"sshPrivateKey": "s3cret-2", "uid": 5, "gid": 5}}],
              "mountConfiguration": [{"azureFileShareConfiguration": {"accountName": "a",
                "accountKey": "s3cret-3", "azureFileUrl": "https://a/b", "relativeMountPath": "m"}}]
            """);

    String created = String.valueOf(arm.putNew(POOL, body).accepted().response().body());
    String read = String.valueOf(arm.get(POOL).response().body());
    assertThat(created).contains("\"ops\"").contains("relativeMountPath").doesNotContain("s3cret");
    assertThat(read).contains("\"uid\":5").doesNotContain("s3cret");
  }

  @Test
  void whatAClientReadsItMaySendBack() {
    String read = String.valueOf(arm.putNew(POOL, Bodies.pool(1)).response().body());
    arm.pass(Duration.ofSeconds(1));

    arm.put(POOL, read).accepted();
  }

  @Test
  void anAccountThatIsNotThereHasNoPools() {
    arm.get(Arm.ACCOUNT + "x/pools/p1").refusedWith(404, "ResourceNotFound");
    arm.putNew(Arm.ACCOUNT + "x/pools/p1", Bodies.pool(1)).refusedWith(404, "ResourceNotFound");
  }
}
