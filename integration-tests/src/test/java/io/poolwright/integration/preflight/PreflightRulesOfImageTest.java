package io.poolwright.integration.preflight;

import static io.poolwright.integration.preflight.Mistake.definition;
import static io.poolwright.integration.preflight.Mistake.request;

import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Observation;
import io.poolwright.worker.steps.Marks;
import io.poolwright.worker.steps.TargetRegion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions and what they ask of nodes, versions, and images that are published already. */
class PreflightRulesOfImageTest {
  @RegisterExtension static final AzureRoom azure = new AzureRoom();

  private static final String DEFINITION = "/image/definition";
  private static final String VERSION = "/image/version";
  private static final String OS = "/image/osType";
  private static final String GENERATION = "/image/hyperVGeneration";
  private static final String SOURCE = "/image/source/id";
  private static final String SIZE = "/pool/properties/vmSize";
  private static final String SECURITY =
      "/pool/properties/deploymentConfiguration/virtualMachineConfiguration/securityProfile"
          + "/securityType";
  private static final String NETWORK =
      "/pool/properties/networkConfiguration/enableAcceleratedNetworking";

  @ParameterizedTest
  @MethodSource("fitting")
  void fits(Mistake none) {
    none.isFoundIn(azure);
  }

  @ParameterizedTest
  @MethodSource({"places", "versions", "definitions", "features", "securities", "published"})
  void isFound(Mistake mistake) {
    mistake.isFoundIn(azure);
  }

  static Stream<Mistake> fitting() {
    return Stream.of(
        request("a version of a gallery")
            .fromPublished("galleryImageVersion", definition("plain") + "/versions/9.9.9"),
        request("a community's image").fromPublished("communityGalleryImage", community("2.0.0")),
        request("a shared image").fromPublished("sharedGalleryImage", shared("2.0.0")),
        request("a definition to be made")
            .with(DEFINITION, definition("new"))
            .with("/image/createDefinition", "true"));
  }

  static Stream<Mistake> places() {
    return Stream.of(
        request("a gallery of another subscription")
            .with(DEFINITION, definition(Mistake.OTHER, "gallery", "plain"))
            .warning(DEFINITION, "in another subscription"),
        request("a published image of another subscription")
            .fromPublished(
                "galleryImageVersion",
                definition(Mistake.OTHER, "gallery", "plain") + "/versions/1.0.0")
            .warning(SOURCE, "in another subscription"),
        request("a gallery in a region without a staging account")
            .with(DEFINITION, definition(Mistake.OWN, "north", "plain"))
            .error(DEFINITION, "no staging account in the gallery's region northeurope"));
  }

  static Stream<Mistake> versions() {
    return Stream.of(
        request("the number of another image's version")
            .with(VERSION, "9.9.9")
            .error(VERSION, "made from another image"),
        request("a version that may not be read")
            .with(VERSION, "9.9.9")
            .given(
                room ->
                    room.refuse(
                        definition("plain") + "/versions/9.9.9",
                        "Microsoft.Compute/galleries/images/versions/read"))
            .error(VERSION, "the role 'Compute Gallery Artifacts Publisher'"),
        request("the image's own version, which has failed")
            .given(PreflightRulesOfImageTest::publishInVain)
            .with(DEFINITION, definition("unlucky"))
            .error(VERSION, "its publication has failed"));
  }

  /** Of a staged copy that is not there. */
  private static void publishInVain(AzureRoom room) {
    var fits =
        (Observation.RequestFits)
            Mistake.none().with(DEFINITION, definition("unlucky")).lookedAtIn(room);
    var plan = (ImagePlan.OfVhd) fits.plan();
    room.arm()
        .publish(
            plan,
            List.of(new TargetRegion("westeurope", 1)),
            Map.of(Marks.JOB, "another", Marks.CONTENT, plan.content()));
  }

  static Stream<Mistake> definitions() {
    return Stream.of(
        request("no definition")
            .with(DEFINITION, definition("nowhere"))
            .error(DEFINITION, "no such image definition"),
        request("a definition that may not be read")
            .given(
                room -> room.refuse(definition("plain"), "Microsoft.Compute/galleries/images/read"))
            .error(DEFINITION, "lacks Microsoft.Compute/galleries/images/read"),
        request("no gallery for a definition to be made")
            .with(DEFINITION, definition(Mistake.OWN, "nowhere", "new"))
            .with("/image/createDefinition", "true")
            .error(DEFINITION, "no such image gallery"),
        request("a name that no definition to be made can have")
            .with(DEFINITION, definition("a".repeat(70)))
            .with("/image/createDefinition", "true")
            .error(DEFINITION, "cannot be created"),
        request("a definition of specialized images")
            .with(DEFINITION, definition("specialized"))
            .error(DEFINITION, "for specialized images"),
        request("a definition of another system")
            .with(DEFINITION, definition("windows"))
            .error(OS, "for Windows"),
        request("a definition of another generation")
            .with(DEFINITION, definition("first-generation"))
            .error(GENERATION, "for generation V1"),
        request("a definition that has failed")
            .given(
                room -> room.show(definition("plain"), "/properties/provisioningState", "Failed"))
            .error(DEFINITION, "its provisioning has failed"));
  }

  static Stream<Mistake> features() {
    return Stream.of(
        request("no accelerated networking")
            .with(DEFINITION, definition("old-network"))
            .with("/pool/properties/networkConfiguration", "{enableAcceleratedNetworking: true}")
            .error(NETWORK, "no accelerated networking"),
        request("another architecture")
            .with(DEFINITION, definition("x64"))
            .with(SIZE, "Standard_D2ps_v5")
            .error(SIZE, "processors are Arm64, and the definition is for x64"),
        request("another architecture of a fallback")
            .with(DEFINITION, definition("x64"))
            .with("/pool/fallbacks", "[{vmSize: Standard_D2ps_v5}]")
            .error("/pool/fallbacks/0/vmSize", "processors are Arm64"),
        request("another disk controller")
            .with(DEFINITION, definition("scsi"))
            .with(SIZE, "Standard_D2s_v6")
            .error(SIZE, "controllers are NVME, and the definition is for SCSI"));
  }

  static Stream<Mistake> securities() {
    return Stream.of(
        request("a size without trusted launch")
            .with(SECURITY, "trustedLaunch")
            .with(SIZE, "Standard_M8ms")
            .error(SIZE, "knows no trusted launch"),
        request("a size that is not for confidential VMs")
            .with(SECURITY, "confidentialVM")
            .warning(SIZE, "is for confidential VMs"),
        request("trusted launch, and a standard definition")
            .with(DEFINITION, definition("standard"))
            .with(SECURITY, "trustedLaunch")
            .error(SECURITY, "not for nodes of this security type"),
        request("confidential nodes, and a definition for trusted launch")
            .with(DEFINITION, definition("trusted"))
            .with(SECURITY, "confidentialVM")
            .warning(SIZE, "is for confidential VMs")
            .error(SECURITY, "not for nodes of this security type"),
        request("a definition for trusted launch, of which the pool says nothing")
            .with(DEFINITION, definition("trusted"))
            .warning(SECURITY, "one security type only"),
        request("a confidential definition, of which the pool says nothing")
            .with(DEFINITION, definition("confidential"))
            .warning(SIZE, "is for confidential VMs")
            .warning(SECURITY, "one security type only"));
  }

  static Stream<Mistake> published() {
    String version = definition("plain") + "/versions/9.9.9";
    return Stream.of(
        request("no version")
            .fromPublished("galleryImageVersion", definition("plain") + "/versions/1.2.3")
            .error(SOURCE, "no such image version"),
        request("no definition of a version")
            .fromPublished("galleryImageVersion", definition("nowhere") + "/versions/1.2.3")
            .error(SOURCE, "no such image definition")
            .error(SOURCE, "no such image version"),
        request("a version of another system")
            .fromPublished("galleryImageVersion", version)
            .given(room -> room.show(definition("plain"), "/properties/osType", "Windows"))
            .error(OS, "for Windows"),
        request("a version that has failed")
            .fromPublished("galleryImageVersion", version)
            .given(room -> room.show(version, "/properties/provisioningState", "Failed"))
            .error(SOURCE, "is failed"),
        request("a version that is being deleted")
            .fromPublished("galleryImageVersion", version)
            .given(room -> room.show(version, "/properties/provisioningState", "Deleting"))
            .error(SOURCE, "is being deleted"),
        request("no such community")
            .fromPublished("communityGalleryImage", community("2.0.0").replace("1f0e", "0000"))
            .error(SOURCE, "no such image in westeurope")
            .error(SOURCE, "no such image version in westeurope"),
        request("a community's version that is not in the region")
            .fromPublished("communityGalleryImage", community("1.0.0"))
            .error(SOURCE, "no such image version in westeurope"),
        request("a community's image of another generation")
            .fromPublished("communityGalleryImage", community("2.0.0"))
            .with(GENERATION, "V1")
            .error(GENERATION, "for generation V2"),
        request("a shared version that is not in the region")
            .fromPublished("sharedGalleryImage", shared("1.0.0"))
            .error(SOURCE, "no such image version in westeurope"));
  }

  private static String community(String version) {
    return "/CommunityGalleries/contoso-1f0e/Images/plain/Versions/" + version;
  }

  private static String shared(String version) {
    return "/SharedGalleries/%s-CONTOSO/Images/plain/Versions/%s".formatted(Mistake.OWN, version);
  }
}
