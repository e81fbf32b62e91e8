package io.poolwright.worker.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition asks of the nodes, found before Batch allocates any. */
class FeatureRulesTest {
  private static final String SECURITY =
      "/deploymentConfiguration/virtualMachineConfiguration/securityProfile";
  private static final String SECURITY_TYPE = "/pool/properties" + SECURITY + "/securityType";
  private static final String OTHER_SIZE = "/pool/fallbacks/0/vmSize";

  private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
  private @Nullable String architecture;
  private Map<String, String> features = Map.of();

  /** Of a pool whose size has these capabilities. */
  private Findings found(Map<String, String> capabilities) {
    return foundWith(Map.of(Nodes.VM_SIZE, size(capabilities)));
  }

  private Findings foundWith(Map<String, VmSize> sizes) {
    var findings = new Findings();
    var definition =
        new ImageDefinition(
            "westeurope",
            OsType.LINUX,
            HyperVGeneration.V2,
            true,
            architecture,
            new Features(features),
            ImageVersion.State.SUCCEEDED);
    FeatureRules.check(definition, properties, sizes, findings);
    return findings;
  }

  private static VmSize size(Map<String, String> capabilities) {
    return new VmSize("Standard_D2s_v3", 2, "f", Set.of(), new Features(capabilities));
  }

  private List<String> wrongWith(Map<String, String> capabilities) {
    return pointers(found(capabilities).problems());
  }

  private static List<String> pointers(List<Problem> problems) {
    return problems.stream().map(Problem::pointer).toList();
  }

  private void asksFor(String securityType) {
    properties.withObject(SECURITY).put("securityType", securityType);
  }

  @Test
  void theProcessorsMustBeOfTheDefinitionsArchitecture() {
    var arm = Map.of("CpuArchitectureType", "Arm64");
    assertThat(wrongWith(arm)).as("a definition that does not say").isEmpty();
    architecture = "x64";
    assertThat(wrongWith(arm)).containsExactly(Nodes.VM_SIZE);
    assertThat(found(arm).problems().get(0).problem()).contains("Arm64").contains("x64");
    assertThat(wrongWith(Map.of("cpuarchitecturetype", "X64"))).isEmpty();
    assertThat(wrongWith(Map.of())).as("a size that does not say").isEmpty();
  }

  @Test
  void everySizeThatWillDoIsCompared() {
    architecture = "x64";
    var sizes =
        Map.of(
            Nodes.VM_SIZE,
            size(Map.of("CpuArchitectureType", "x64")),
            OTHER_SIZE,
            size(Map.of("CpuArchitectureType", "Arm64")));
    assertThat(pointers(foundWith(sizes).problems())).containsExactly(OTHER_SIZE);
  }

  @Test
  void theSizeMustHaveADiskControllerThatTheImageKnows() {
    features = Map.of("DiskControllerTypes", "SCSI");
    assertThat(wrongWith(Map.of("DiskControllerTypes", "NVMe"))).containsExactly(Nodes.VM_SIZE);
    assertThat(wrongWith(Map.of("DiskControllerTypes", "SCSI, NVMe"))).isEmpty();
    assertThat(wrongWith(Map.of())).isEmpty();
    features = Map.of("DiskControllerTypes", "SCSI,NVMe");
    assertThat(wrongWith(Map.of("DiskControllerTypes", "nvme"))).isEmpty();
  }

  @Test
  void trustedLaunchNeedsASizeThatKnowsIt() {
    var without = Map.of("TrustedLaunchDisabled", "True");
    features = Map.of("SecurityType", "TrustedLaunchSupported");
    assertThat(wrongWith(without)).as("nobody asks for it").isEmpty();
    asksFor("trustedLaunch");
    assertThat(wrongWith(without)).containsExactly(Nodes.VM_SIZE);
    assertThat(wrongWith(Map.of("TrustedLaunchDisabled", "False"))).isEmpty();
    assertThat(wrongWith(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "trustedLaunch, Standard, true",
    "trustedLaunch, ConfidentialVM, true",
    "trustedLaunch, ConfidentialVmSupported, true",
    "trustedLaunch, TrustedLaunch, false",
    "trustedLaunch, TrustedLaunchAndConfidentialVmSupported, false",
    "confidentialVM, TrustedLaunch, true",
    "confidentialVM, TrustedLaunchSupported, true",
    "confidentialVM, ConfidentialVmSupported, false",
    "confidentialVM, OfTomorrow, false",
    "ofTomorrow, Standard, false"
  })
  void theSecurityTypeMustBeOneOfTheDefinitions(String asked, String given, boolean wrong) {
    asksFor(asked);
    features = Map.of("SecurityType", given);
    assertThat(wrongWith(Map.of())).isEqualTo(wrong ? List.of(SECURITY_TYPE) : List.<String>of());
  }

  @Test
  void whatAzureDoesNotSayOfSecurityIsDoubtfulAtMost() {
    asksFor("confidentialVM");
    assertThat(pointers(found(Map.of()).warnings())).containsExactly(Nodes.VM_SIZE);
    assertThat(found(Map.of("ConfidentialComputingType", "SNP")).warnings()).isEmpty();
    properties.removeAll();
    features = Map.of("SecurityType", "TrustedLaunch");
    assertThat(pointers(found(Map.of()).warnings())).containsExactly(SECURITY_TYPE);
    assertThat(found(Map.of()).isEmpty()).isTrue();
  }

  @Test
  void acceleratedNetworkingIsNotForImagesThatDoNotKnowIt() {
    String pointer = "/pool/properties/networkConfiguration/enableAcceleratedNetworking";
    features = Map.of("IsAcceleratedNetworkSupported", "False");
    assertThat(wrongWith(Map.of())).isEmpty();
    properties.withObject("/networkConfiguration").put("enableAcceleratedNetworking", true);
    assertThat(wrongWith(Map.of())).containsExactly(pointer);
    features = Map.of("IsAcceleratedNetworkSupported", "True");
    assertThat(wrongWith(Map.of())).isEmpty();
    features = Map.of();
    assertThat(wrongWith(Map.of())).isEmpty();
  }
}
