package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools from images that do not come from a VHD. */
@ExtendWith(OneWorker.class)
class ImagesIT {
  private static final String COMPUTE = LocalAzure.GROUP + "Microsoft.Compute/";
  private static final String COMPUTE_API = "?api-version=2024-07-01";
  private static final String MACHINES = COMPUTE + "virtualMachines/";
  private static final String THEIRS =
      COMPUTE + "galleries/contoso_gallery/images/ubuntu/versions/";
  private static final String UNDER_OURS = ",\"definition\":\"" + LocalAzure.DEFINITION + "\"";

  private final Installation here;

  ImagesIT(Installation here) {
    this.here = here;
  }

  private String request(String job, String source, String definition, int nodes) {
    return """
        {"type":"io.poolwright.provision.v1","jobId":"%s",
         "image":{"source":%s,"osType":"Linux","hyperVGeneration":"V2"%s},
         "pool":{"id":"%s/pools/%s","properties":{"vmSize":"Standard_D2s_v3",
          "deploymentConfiguration":{"virtualMachineConfiguration":
           {"nodeAgentSkuId":"batch.node.ubuntu 22.04"}},
          "scaleSettings":{"fixedScale":{"targetDedicatedNodes":%d}}}},
         "deadline":"PT10M"}"""
        .formatted(job, source, definition, LocalAzure.BATCH_ACCOUNT, job, nodes);
  }

  private static String source(String type, String id) {
    return "{\"type\":\"%s\",\"id\":\"%s\"}".formatted(type, id);
  }

  private void submit(String job, String source, String definition) {
    here.send(request(job, source, definition, 2), job);
  }

  private EventData.Succeeded succeeds(String job) {
    EventData end = here.subscriber.endOf(job);
    assertThat(end).isInstanceOf(EventData.Succeeded.class);
    return (EventData.Succeeded) end;
  }

  private void waits(String job, String code) {
    here.subscriber.awaits(
        job, data -> data instanceof EventData.Waiting wait && wait.code().equals(code));
  }

  private JsonNode imageOf(String pool) {
    return here.pool(pool)
        .at("/properties/deploymentConfiguration/virtualMachineConfiguration/imageReference");
  }

  private List<String> pointers(String job) {
    EventData end = here.subscriber.endOf(job);
    assertThat(end).isInstanceOf(EventData.Rejected.class);
    return ((EventData.Rejected) end).problems().stream().map(Problem::pointer).toList();
  }

  @Test
  void aMachineThatIsReadyIsCaptured() {
    submit("captured", source("virtualMachine", MACHINES + "vm-generalized"), UNDER_OURS);
    EventData.Succeeded end = succeeds("captured");
    assertThat(end.stagedVhd()).isNull();
    JsonNode version = here.version(end.imageVersion().version());
    assertThat(version.at("/properties/storageProfile/source/virtualMachineId").asText())
        .isEqualTo(MACHINES + "vm-generalized");
    assertThat(imageOf("captured").path("id").asText()).isEqualTo(end.imageVersion().toString());
  }

  @Test
  void aMachineThatRunsIsWaitedForUntilSomebodyHasPreparedIt() {
    String machine = MACHINES + "vm-slow";
    submit("waited-for", source("virtualMachine", machine), UNDER_OURS);
    waits("waited-for", "SourceNotDeallocated");
    here.arm.act(machine + "/deallocate" + COMPUTE_API);
    waits("waited-for", "SourceNotGeneralized");
    here.arm.act(machine + "/generalize" + COMPUTE_API);
    succeeds("waited-for");
  }

  @Test
  void aMachineIsStoppedAndMarkedIfTheRequestSaysSo() {
    String source =
        source("virtualMachine", MACHINES + "vm-running").replace("}", ",\"generalize\":true}");
    submit("generalized", source, UNDER_OURS);
    succeeds("generalized");
    assertThat(here.arm.requests("POST", "vm-running/deallocate", "")).hasSize(1);
    assertThat(here.arm.requests("POST", "vm-running/generalize", "")).hasSize(1);
  }

  @Test
  void aManagedImageBecomesAVersion() {
    submit("managed", source("managedImage", COMPUTE + "images/image-ubuntu"), UNDER_OURS);
    EventData.Succeeded end = succeeds("managed");
    assertThat(
            here.version(end.imageVersion().version())
                .at("/properties/storageProfile/source/id")
                .asText())
        .isEqualTo(COMPUTE + "images/image-ubuntu");
  }

  @Test
  void aDefinitionIsCreatedForWhoAsksForItAndIsThereForTheNext() {
    String definition = LocalAzure.DEFINITION.replace("ubuntu-2204-gen2", "of-a-request");
    String under = ",\"definition\":\"" + definition + "\"";
    String image = source("managedImage", COMPUTE + "images/image-ubuntu");
    submit("defines", image, under + ",\"createDefinition\":true");
    assertThat(succeeds("defines").imageVersion().toString()).startsWith(definition + "/versions/");
    assertThat(here.arm.requests("PUT", "/images/of-a-request", ""))
        .filteredOn(put -> put.path("path").asText().endsWith("of-a-request"))
        .singleElement()
        .satisfies(
            put ->
                assertThat(put.at("/requestBody/properties/architecture").asText())
                    .isEqualTo("x64"));
    submit("undefined", image, under.replace("of-a-request", "of-nobody"));
    assertThat(pointers("undefined")).containsExactly("/image/definition");
    here.send(
        request("on-arm", image, under, 2).replace("Standard_D2s_v3", "Standard_D2ps_v6"),
        "on-arm");
    assertThat(pointers("on-arm")).containsExactly("/pool/properties/vmSize");
  }

  @Test
  void aVersionOfAnotherRegionIsReplicatedToThePools() {
    submit("replicated", source("galleryImageVersion", THEIRS + "1.0.0"), "");
    EventData.Succeeded end = succeeds("replicated");
    assertThat(end.imageVersion()).hasToString(THEIRS + "1.0.0");
    assertThat(here.arm.requests("PATCH", THEIRS + "1.0.0", "")).hasSize(1);
  }

  @Test
  void moreNodesThanOneReplicaServesGetMoreReplicas() {
    String source = source("galleryImageVersion", THEIRS + "2.0.0");
    here.send(
        request("crowded", source, "", 400)
            .replace("\"targetDedicatedNodes\"", "\"targetLowPriorityNodes\"")
            .replace("Standard_D2s_v3", "Standard_D2s_v5"),
        "crowded");
    succeeds("crowded");
    List<JsonNode> patches = here.arm.requests("PATCH", THEIRS + "2.0.0", "");
    assertThat(patches).hasSize(1);
    assertThat(patches.get(0).at("/requestBody/properties/publishingProfile/targetRegions"))
        .anySatisfy(
            region -> {
              assertThat(region.path("name").asText()).isEqualTo("westeurope");
              assertThat(region.path("regionalReplicaCount").asInt()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "communityGalleryImage, /CommunityGalleries/contoso-1f0e/Images/ubuntu/Versions/2.0.0,"
        + " communityGalleryImageId",
    "sharedGalleryImage,"
        + " /SharedGalleries/00000000-0000-4000-8000-000000000001-CONTOSO/Images/ubuntu/Versions/2.0.0,"
        + " sharedGalleryImageId"
  })
  void aPublicImageIsUsedAsItIs(String type, String id, String property) {
    int versions = here.versions();
    submit(type, source(type, id), "");
    assertThat(succeeds(type).imageVersion()).hasToString(id);
    assertThat(imageOf(type).path(property).asText()).isEqualTo(id);
    assertThat(here.versions()).isEqualTo(versions);
  }

  @ParameterizedTest
  @CsvSource({
    "virtualMachine, virtualMachines/nobody",
    "virtualMachine, virtualMachines/vm-monitored",
    "managedImage, images/nobody",
  })
  void aSourceThatCannotBecomeAnImageIsRefusedAtItsPlace(String type, String id) {
    String job = "refused-" + id.replace('/', '-');
    submit(job, source(type, COMPUTE + id), UNDER_OURS);
    assertThat(pointers(job)).containsExactly("/image/source/id");
  }

  @ParameterizedTest
  @CsvSource({
    "galleryImageVersion, /galleries/contoso_gallery/images/ubuntu/versions/9.9.9",
    "communityGalleryImage, /CommunityGalleries/contoso-1f0e/Images/ubuntu/Versions/9.9.9"
  })
  void aPublishedImageThatIsNotThereIsRefusedAtItsPlace(String type, String id) {
    String job = "refused-" + type;
    String whole = type.equals("galleryImageVersion") ? COMPUTE + id.substring(1) : id;
    submit(job, source(type, whole), "");
    assertThat(pointers(job)).containsExactly("/image/source/id");
  }

  @Test
  void aCaptureThatIsCancelledLeavesNothing() {
    int versions = here.versions();
    String job = "uncaptured";
    submit(job, source("virtualMachine", MACHINES + "vm-never-ready"), UNDER_OURS);
    here.subscriber.awaits(job, EventData.Waiting.class::isInstance);
    here.cancel(job);
    assertThat(here.subscriber.endOf(job)).isInstanceOf(EventData.Cancelled.class);
    assertThat(here.versions()).isEqualTo(versions);
  }
}
