package io.poolwright.worker.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.SourceDisk;
import io.poolwright.worker.steps.SourceMachine;
import io.poolwright.worker.steps.SourceMachine.Power;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads VMs and managed images as Compute writes them. */
final class CaptureJson {
  private static final String EXTENSION = "Microsoft.Compute/virtualMachines/extensions";

  private CaptureJson() {}

  /** A VM that was asked for with its instance view. */
  static SourceMachine machine(JsonNode resource) {
    JsonNode properties = resource.path("properties");
    JsonNode view = properties.path("instanceView");
    JsonNode disk = properties.at("/storageProfile/osDisk");
    return new SourceMachine(
        new SourceDisk(
            ImageVersion.shortForm(resource.path("location").asText()),
            osType(disk),
            generation(view.path("hyperVGeneration")),
            hasStatus(view, "OSState/generalized"),
            disk.at("/encryptionSettings/enabled").asBoolean(),
            properties.path("vmId").asText(),
            time(properties.path("timeCreated").textValue())),
        power(view),
        extensions(resource).stream().toList());
  }

  /** A managed image has no id of its own; what it was made of stands for it. */
  static SourceDisk managedImage(JsonNode resource) {
    JsonNode properties = resource.path("properties");
    JsonNode disk = properties.at("/storageProfile/osDisk");
    return new SourceDisk(
        ImageVersion.shortForm(resource.path("location").asText()),
        osType(disk),
        generation(properties.path("hyperVGeneration")),
        disk.path("osState").asText().equalsIgnoreCase("Generalized"),
        false,
        properties.at("/sourceVirtualMachine/id").asText() + properties.path("storageProfile"),
        time(resource.at("/systemData/createdAt").textValue()));
  }

  private static OsType osType(JsonNode disk) {
    return disk.path("osType").asText().equalsIgnoreCase(OsType.WINDOWS.azureName())
        ? OsType.WINDOWS
        : OsType.LINUX;
  }

  private static @Nullable HyperVGeneration generation(JsonNode said) {
    return switch (said.asText().toUpperCase(Locale.ROOT)) {
      case "V1" -> HyperVGeneration.V1;
      case "V2" -> HyperVGeneration.V2;
      default -> null;
    };
  }

  private static Power power(JsonNode view) {
    if (hasStatus(view, "PowerState/deallocated")) {
      return Power.DEALLOCATED;
    }
    return hasStatus(view, "PowerState/deallocating") ? Power.DEALLOCATING : Power.RUNNING;
  }

  private static boolean hasStatus(JsonNode view, String code) {
    for (JsonNode status : view.path("statuses")) {
      if (status.path("code").asText().equalsIgnoreCase(code)) {
        return true;
      }
    }
    return false;
  }

  /** A VM that does not run tells them as resources only, one that runs in its view too. */
  private static Set<String> extensions(JsonNode resource) {
    var names = new TreeSet<String>();
    for (JsonNode part : resource.path("resources")) {
      if (part.path("type").asText().equalsIgnoreCase(EXTENSION)) {
        names.add(part.path("name").asText());
      }
    }
    for (JsonNode part : resource.at("/properties/instanceView/extensions")) {
      names.add(part.path("name").asText());
    }
    return names;
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
