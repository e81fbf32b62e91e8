package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ComputeTest {
  private static final String RUNNING = Arm.COMPUTE + "/virtualMachines/vm-running";
  private static final String PROVIDER = Arm.SUBSCRIPTION + "/providers/Microsoft.Compute";

  private final Arm arm = Arm.asDelivered();

  private static String definition(String osType, String sku) {
    return """
        {"location": "westeurope", "properties": {"osType": "%s", "osState": "Generalized",
          "hyperVGeneration": "V2",
          "identifier": {"publisher": "p", "offer": "o", "sku": "%s"}}}
        """
        .formatted(osType, sku);
  }

  private String power() {
    JsonNode statuses = arm.get(RUNNING + "/instanceView").at("statuses");
    return StreamSupport.stream(statuses.spliterator(), false)
        .map(status -> status.path("code").asText())
        .filter(code -> code.startsWith("PowerState/"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMachineIsDeallocatedInItsTimeAndThenGeneralized() {
    arm.post(RUNNING + "/generalize").refusedWith(409, "OperationNotAllowed");

    var deallocation = arm.post(RUNNING + "/deallocate");
    assertThat(deallocation.status()).isEqualTo(202);
    assertThat(power()).isEqualTo("PowerState/deallocating");
    assertThat(arm.get(deallocation.header("Azure-AsyncOperation")).text("status"))
        .isEqualTo("InProgress");
    arm.post(RUNNING + "/generalize").refusedWith(409, "OperationNotAllowed");

    arm.pass(Duration.ofMillis(500));
    assertThat(power()).isEqualTo("PowerState/deallocated");
    assertThat(arm.get(deallocation.header("Azure-AsyncOperation")).text("status"))
        .isEqualTo("Succeeded");
    assertThat(arm.post(RUNNING + "/generalize").status()).isEqualTo(200);
    assertThat(arm.get(RUNNING + "?$expand=instanceView").at("properties.instanceView").toString())
        .contains("OSState/generalized");
    arm.post(RUNNING + "/start").refusedWith(409, "OperationNotAllowed");
  }

  @Test
  void aMachineThatIsStoppedCanBeStartedAgain() {
    arm.post(RUNNING + "/powerOff").accepted();
    arm.pass(Duration.ofSeconds(1));
    assertThat(power()).isEqualTo("PowerState/stopped");
    arm.post(RUNNING + "/start").accepted();
    assertThat(power()).isEqualTo("PowerState/starting");
    arm.pass(Duration.ofSeconds(1));
    assertThat(power()).isEqualTo("PowerState/running");
  }

  @Test
  void machinesAreListedAndShowTheirDisk() {
    assertThat(arm.get(Arm.COMPUTE + "/virtualMachines").at("value").size()).isEqualTo(3);
    assertThat(arm.get(PROVIDER + "/virtualMachines").at("value").size()).isEqualTo(3);
    assertThat(arm.get(RUNNING).text("properties.storageProfile.osDisk.osType")).isEqualTo("Linux");
    arm.get(RUNNING + "x").refusedWith(404, "ResourceNotFound");
    var monitored = arm.get(Arm.COMPUTE + "/virtualMachines/vm-monitored");
    assertThat(monitored.at("resources").path(0).path("type").asText())
        .isEqualTo("Microsoft.Compute/virtualMachines/extensions");
  }

  @Test
  void aDefinitionIsCreatedAndItsFieldsThatDecideCannotBeChanged() {
    String address = Arm.GALLERY + "/images/new";
    var created = arm.put(address, definition("Linux", "s"));
    assertThat(created.status()).isEqualTo(201);
    assertThat(arm.get(created.header("Azure-AsyncOperation")).text("status"))
        .isEqualTo("Succeeded");
    assertThat(arm.put(address, definition("Linux", "s")).status()).isEqualTo(200);

    assertThat(
            arm.put(address, definition("Windows", "s"))
                .refusedWith(409, "PropertyChangeNotAllowed"))
        .contains("galleryImage.properties.osType");
    arm.put(address, definition("Linux", "other")).refusedWith(409, "PropertyChangeNotAllowed");
    arm.put(address + "2", definition("Linux", "s")).refusedWith(409, "OperationNotAllowed");
    arm.put(address + "3", definition("Plan9", "t")).refusedWith(400, "InvalidParameter");
    arm.put(address + "4", "{\"location\": \"westeurope\"}").refusedWith(400, "InvalidParameter");
  }

  @Test
  void aDefinitionKeepsItsArchitecture() {
    String address = Arm.GALLERY + "/images/new";
    String arm64 =
        definition("Linux", "s").replace("\"osType\"", "\"architecture\": \"Arm64\", \"osType\"");
    assertThat(arm.put(address, arm64).status()).isEqualTo(201);
    assertThat(arm.get(address).text("properties.architecture")).isEqualTo("Arm64");
    arm.put(address, arm64.replace("Arm64", "x64")).refusedWith(409, "PropertyChangeNotAllowed");
    arm.put(address + "2", arm64.replace("Arm64", "x86")).refusedWith(400, "InvalidParameter");
  }

  @Test
  void aDeclaredDefinitionHasItsArchitectureAndItsFeatures() {
    Arm declared =
        Arm.with(
            section ->
                ((ObjectNode) section.at("/galleries/0/definitions/0"))
                    .put("architecture", "x64")
                    .putObject("features")
                    .put("SecurityType", "TrustedLaunch"));
    JsonNode properties = declared.get(Arm.GEN2).at("properties");
    assertThat(properties.path("architecture").asText()).isEqualTo("x64");
    assertThat(properties.path("features"))
        .hasToString("[{\"name\":\"SecurityType\",\"value\":\"TrustedLaunch\"}]");
  }

  @Test
  void aDefinitionWithVersionsCannotBeDeleted() {
    arm.put(Bodies.VERSION, Bodies.versionFromVhd(Vhds.GOOD)).accepted();
    arm.delete(Arm.GEN2).refusedWith(409, "CannotDeleteResource");

    assertThat(arm.delete(Arm.GEN1).status()).isEqualTo(202);
    arm.get(Arm.GEN1).refusedWith(404, "ResourceNotFound");
    assertThat(arm.delete(Arm.GEN1).status()).isEqualTo(204);
  }

  @Test
  void whatLiesUnderSomethingMissingNamesItsParent() {
    assertThat(
            arm.put(Arm.GALLERY + "/images/nobody/versions/1.0.0", Bodies.versionFromVhd(Vhds.GOOD))
                .refusedWith(404, "ParentResourceNotFound"))
        .contains("nobody");
    arm.get(Arm.COMPUTE + "/galleries/nobody/images").refusedWith(404, "ParentResourceNotFound");
  }

  @Test
  void aGalleryIsCreatedByItsRules() {
    String galleries = Arm.COMPUTE + "/galleries/";
    assertThat(arm.put(galleries + "g2", "{\"location\": \"West Europe\"}").status())
        .isEqualTo(201);
    assertThat(arm.get(galleries + "g2").text("location")).isEqualTo("westeurope");
    arm.put(galleries + "g-2", "{\"location\": \"westeurope\"}")
        .refusedWith(400, "InvalidParameter");
    arm.put(galleries + "g3", "{}").refusedWith(400, "LocationRequired");
    arm.put(galleries + "g2", "{\"location\": \"northeurope\"}")
        .refusedWith(409, "PropertyChangeNotAllowed");
    assertThat(arm.get(PROVIDER + "/galleries").at("value").size()).isEqualTo(3);
  }

  @Test
  void aManagedImageIsMadeOfAGeneralizedMachineOnly() {
    String source =
        "{\"location\": \"westeurope\", \"properties\": {\"sourceVirtualMachine\": {\"id\": \"%s\"}}}";
    String image = Arm.COMPUTE + "/images/mine";
    arm.put(image, source.formatted(RUNNING)).refusedWith(409, "OperationNotAllowed");

    var made = arm.put(image, source.formatted(Arm.COMPUTE + "/virtualMachines/vm-generalized"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("properties.storageProfile.osDisk.osState")).isEqualTo("Generalized");
    assertThat(arm.get(Arm.COMPUTE + "/images").at("value").size()).isEqualTo(2);
    assertThat(arm.delete(image).status()).isEqualTo(202);
    arm.get(image).refusedWith(404, "ResourceNotFound");
  }

  @Test
  void skusTellCoresGenerationsAndWhereASizeIsNotOffered() {
    var here = arm.get(PROVIDER + "/skus?$filter=location%20eq%20'westeurope'");
    assertThat(here.at("value").size()).isEqualTo(13);
    assertThat(here.at("value").toString())
        .contains("{\"name\":\"HyperVGenerations\",\"value\":\"V1,V2\"}")
        .contains("{\"name\":\"vCPUs\",\"value\":\"120\"}")
        .contains("{\"name\":\"CpuArchitectureType\",\"value\":\"Arm64\"}")
        .contains("{\"name\":\"DiskControllerTypes\",\"value\":\"SCSI, NVMe\"}")
        .doesNotContain("NotAvailableForSubscription");
    var there = arm.get(PROVIDER + "/skus?$filter=location%20eq%20'northeurope'");
    assertThat(there.at("value").toString()).contains("NotAvailableForSubscription");
    arm.get(PROVIDER + "/skus?$filter=name%20eq%20'x'").refusedWith(400, "InvalidParameter");
  }

  @Test
  void communityAndSharedGalleriesAreReadAndServePools() {
    Arm open =
        Arm.with(
            section ->
                ((ObjectNode) section.at("/galleries/0"))
                    .put("communityName", "pub-123")
                    .put("sharedName", "shared-123"));
    open.put(Bodies.VERSION, Bodies.versionFromVhd(Vhds.GOOD)).accepted();
    String community = "/CommunityGalleries/pub-123/Images/ubuntu-2204-gen2/Versions/1.0.0";
    String location = PROVIDER + "/locations/westeurope";
    open.get(location + community).refusedWith(404, "ResourceNotFound");
    open.pass(Duration.ofSeconds(2));

    assertThat(open.get(location + community).text("identifier.uniqueId")).isEqualTo(community);
    assertThat(
            open.get(location + "/sharedGalleries/shared-123/images/ubuntu-2204-gen2").text("name"))
        .isEqualTo("ubuntu-2204-gen2");
    String pool =
        Bodies.pool(1)
            .replace("\"id\"", "\"communityGalleryImageId\"")
            .replace(Bodies.VERSION, community);
    open.putNew(Arm.ACCOUNT + "/pools/p1", pool).accepted();
    String latest =
        Bodies.pool(1)
            .replace("\"id\"", "\"sharedGalleryImageId\"")
            .replace(
                Bodies.VERSION,
                "/SharedGalleries/shared-123/Images/ubuntu-2204-gen2/Versions/latest");
    open.putNew(Arm.ACCOUNT + "/pools/p2", latest).accepted();
  }
}
