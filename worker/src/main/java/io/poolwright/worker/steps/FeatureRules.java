package io.poolwright.worker.steps;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an image definition asks of the nodes that boot its images. Batch itself says so only when
 * it allocates. What Azure does not say speaks against nothing.
 */
final class FeatureRules {
  private static final String SECURITY =
      "/deploymentConfiguration/virtualMachineConfiguration/securityProfile/securityType";
  private static final String NETWORK = "/networkConfiguration/enableAcceleratedNetworking";
  private static final String CONTROLLERS = "DiskControllerTypes";
  private static final String TRUSTED = "TRUSTEDLAUNCH";
  private static final String CONFIDENTIAL = "CONFIDENTIALVM";

  /** By what a pool asks for: definitions of these security types do not have it. */
  private static final Map<String, Set<String>> UNFIT =
      Map.of(
          TRUSTED, Set.of("STANDARD", CONFIDENTIAL, "CONFIDENTIALVMSUPPORTED"),
          CONFIDENTIAL, Set.of("STANDARD", TRUSTED, "TRUSTEDLAUNCHSUPPORTED"));

  private FeatureRules() {}

  /**
   * Compares a definition with a pool.
   *
   * @param properties the pool's
   * @param sizes of its nodes, by pointer
   */
  static void check(
      ImageDefinition definition,
      JsonNode properties,
      Map<String, VmSize> sizes,
      Findings findings) {
    String asked = properties.at(SECURITY).asText().toUpperCase(Locale.ROOT);
    String given = definition.features().value("SecurityType").orElse("").toUpperCase(Locale.ROOT);
    Set<String> wanted = new HashSet<>(List.of(asked, given));
    sizes.forEach(
        (pointer, size) -> {
          checkArchitecture(definition, size, pointer, findings);
          checkControllers(definition, size, pointer, findings);
          checkSecurity(wanted, size, pointer, findings);
        });
    checkSecurity(asked, given, findings);
    findings.addIf(
        properties.at(NETWORK).asBoolean()
            && definition.features().is("IsAcceleratedNetworkSupported", "False"),
        "/pool/properties" + NETWORK,
        "The definition says that its images know no accelerated networking.",
        "Leave it out, or name another definition.");
  }

  private static void checkArchitecture(
      ImageDefinition definition, VmSize size, String pointer, Findings findings) {
    String image = definition.architecture();
    String processors = size.architecture().orElse(null);
    findings.addIf(
        image != null && processors != null && !image.equalsIgnoreCase(processors),
        pointer,
        "The size's processors are " + processors + ", and the definition is for " + image + ".",
        "Name a size for " + image + ", or a definition for " + processors + ".");
  }

  private static void checkControllers(
      ImageDefinition definition, VmSize size, String pointer, Findings findings) {
    Set<String> image = definition.features().list(CONTROLLERS);
    Set<String> offered = size.capabilities().list(CONTROLLERS);
    findings.addIf(
        !image.isEmpty() && !offered.isEmpty() && Collections.disjoint(image, offered),
        pointer,
        "The size's disk controllers are "
            + String.join(", ", offered)
            + ", and the definition is for "
            + String.join(", ", image)
            + ".",
        "Name a size with another controller, or another definition.");
  }

  private static void checkSecurity(
      Set<String> wanted, VmSize size, String pointer, Findings findings) {
    findings.addIf(
        wanted.contains(TRUSTED) && size.capabilities().is("TrustedLaunchDisabled", "True"),
        pointer,
        "The size knows no trusted launch, which the definition or the pool asks for.",
        "Name a size with trusted launch.");
    findings.warnIf(
        wanted.contains(CONFIDENTIAL)
            && size.capabilities().value("ConfidentialComputingType").isEmpty(),
        pointer,
        "Azure does not say that the size is for confidential VMs, which the definition or the pool"
            + " asks for.",
        "Name a size that has a ConfidentialComputingType.");
  }

  /** A definition that says nothing may be of a time when there was nothing to be said. */
  private static void checkSecurity(String asked, String given, Findings findings) {
    findings.addIf(
        UNFIT.getOrDefault(asked, Set.of()).contains(given),
        "/pool/properties" + SECURITY,
        "The definition's images are not for nodes of this security type.",
        "Name a definition whose SecurityType has it, or another security type.");
    findings.warnIf(
        asked.isEmpty() && UNFIT.containsKey(given),
        "/pool/properties" + SECURITY,
        "The definition is for nodes of one security type only, and the pool names none.",
        "Name the definition's own.");
  }
}
