package io.poolwright.worker.steps;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.worker.job.Job;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/**
 * What has to be true of the nodes of a pool: the mistakes that else show after hours, or never.
 */
final class NodeRules {
  private static final String PROPERTIES = "/pool/properties";
  private static final String MACHINE = "/deploymentConfiguration/virtualMachineConfiguration";
  private static final String AGENT = MACHINE + "/nodeAgentSkuId";
  private static final int DAYS_OF_WARNING = 90;
  private static final int MOST_SLOTS = 256;
  private static final int SLOTS_PER_CORE = 4;

  private NodeRules() {}

  static void check(Job job, VmSize size, Findings findings) {
    JsonNode properties = job.request().pool().properties();
    checkAgent(job, properties.at(AGENT).asText(), findings);
    checkGeneration(job.request().image(), size, PROPERTIES + "/vmSize", findings);
    checkEncryption(job.request().image(), properties.at(MACHINE), findings);
    checkSlots(properties, size, findings);
  }

  private static void checkAgent(Job job, String agent, Findings findings) {
    ImageRequest image = job.request().image();
    findings.addIf(
        !NodeAgents.suits(image.osType(), agent),
        PROPERTIES + AGENT,
        "The node agent is not for " + image.osType().azureName() + ", so no node would start.",
        "Name the agent of the image's own system; az batch pool supported-images list shows them.");
    LocalDate day = LocalDate.ofInstant(job.admission().acceptedAt(), ZoneOffset.UTC);
    NodeAgents.lastDay(agent).ifPresent(last -> checkSupport(last, day, findings));
  }

  private static void checkSupport(LocalDate last, LocalDate day, Findings findings) {
    if (last.isBefore(day)) {
      findings.add(
          PROPERTIES + AGENT,
          "Batch's support of this node agent ended on " + last + ".",
          "Build the image on a system that Batch supports, and name its agent.");
    } else {
      findings.warnIf(
          !last.isAfter(day.plusDays(DAYS_OF_WARNING)),
          PROPERTIES + AGENT,
          "Batch's support of this node agent ends on " + last + ".",
          "Build the image on a newer system soon, and name its agent.");
    }
  }

  /** Batch itself says so only when it allocates. */
  static void checkGeneration(ImageRequest image, VmSize size, String pointer, Findings findings) {
    findings.addIf(
        !size.generations().isEmpty() && !size.generations().contains(image.hyperVGeneration()),
        pointer,
        "The size boots images of generation "
            + size.generations().stream().map(Enum::name).sorted().collect(Collectors.joining(", "))
            + " only, and the image is of generation "
            + image.hyperVGeneration()
            + ".",
        "Name a size for generation " + image.hyperVGeneration() + ", or another image.");
  }

  private static void checkEncryption(ImageRequest image, JsonNode machine, Findings findings) {
    boolean linux = !image.osType().azureName().equals("Windows");
    findings.addIf(
        linux && machine.at("/diskEncryptionConfiguration/targets").size() > 0,
        PROPERTIES + MACHINE + "/diskEncryptionConfiguration",
        "Batch does not encrypt the disks of pools that run on a custom Linux image.",
        "Leave it out.");
  }

  private static void checkSlots(JsonNode properties, VmSize size, Findings findings) {
    int most = Math.min(SLOTS_PER_CORE * size.cores(), MOST_SLOTS);
    int slots = properties.path("taskSlotsPerNode").asInt(1);
    findings.addIf(
        slots < 1 || slots > most,
        PROPERTIES + "/taskSlotsPerNode",
        "A node of this size has 1 to " + most + " task slots, not " + slots + ".",
        "Ask for at most four a core, and at most 256.");
  }
}
