package io.poolwright.worker.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.worker.azure.SafeText;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Pool;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a Batch pool as ARM writes it. */
final class PoolJson {
  private static final String IMAGE =
      "/deploymentConfiguration/virtualMachineConfiguration/imageReference";

  private PoolJson() {}

  static Pool read(JsonNode resource) {
    JsonNode properties = resource.path("properties");
    JsonNode resize = properties.path("resizeOperationStatus");
    int nodes =
        properties.path("currentDedicatedNodes").asInt()
            + properties.path("currentLowPriorityNodes").asInt();
    return new Pool(
        resource.path("etag").asText(),
        owner(properties.path("metadata")),
        properties.path("provisioningState").asText().equalsIgnoreCase("Deleting"),
        properties.path("allocationState").asText().equalsIgnoreCase("Steady"),
        nodes,
        target(properties.path("scaleSettings"), resize, nodes),
        instant(resize.path("startTime").textValue()),
        errors(resize.path("errors")));
  }

  static ListedPool listed(ArmId account, JsonNode resource) {
    JsonNode properties = resource.path("properties");
    return new ListedPool(
        account.child("pools", resource.path("name").asText()),
        read(resource),
        image(properties.at(IMAGE)),
        properties.path("vmSize").asText(),
        nodes(properties, "DedicatedNodes"),
        nodes(properties, "LowPriorityNodes"),
        instant(properties.path("creationTime").textValue()));
  }

  private static ListedPool.Image image(JsonNode reference) {
    for (ImageReference.Kind kind : ImageReference.Kind.values()) {
      if (reference.hasNonNull(kind.property())) {
        return new ListedPool.Image(reference.path(kind.property()).asText(), true);
      }
    }
    String name =
        Stream.of("publisher", "offer", "sku", "version")
            .map(part -> reference.path(part).asText())
            .collect(Collectors.joining(":"));
    return new ListedPool.Image(name, false);
  }

  /** What there are, or what there are to be, whichever is more. */
  private static int nodes(JsonNode properties, String kind) {
    int current = properties.path("current" + kind).asInt();
    JsonNode resize = properties.path("resizeOperationStatus").path("target" + kind);
    return Math.max(current, resize.asInt());
  }

  private static @Nullable String owner(JsonNode metadata) {
    for (JsonNode entry : metadata) {
      if (entry.path("name").asText().equals(PoolRequest.JOB_MARKER)) {
        return entry.path("value").textValue();
      }
    }
    return null;
  }

  private static int target(JsonNode scale, JsonNode resize, int nodes) {
    if (scale.has("autoScale")) {
      return nodes;
    }
    JsonNode asked =
        resize.has("targetDedicatedNodes") || resize.has("targetLowPriorityNodes")
            ? resize
            : scale.path("fixedScale");
    return asked.path("targetDedicatedNodes").asInt()
        + asked.path("targetLowPriorityNodes").asInt();
  }

  private static List<Pool.ResizeError> errors(JsonNode errors) {
    List<Pool.ResizeError> read = new ArrayList<>();
    for (JsonNode error : errors) {
      StringBuilder message = new StringBuilder(error.path("message").asText(""));
      append(error.path("details"), message);
      read.add(
          new Pool.ResizeError(
              SafeText.of(error.path("code").asText("Unknown")), SafeText.of(message.toString())));
    }
    return read;
  }

  /** Details nest; what the provider says is the innermost. */
  private static void append(JsonNode details, StringBuilder message) {
    for (JsonNode detail : details) {
      if (message.length() > SafeText.MAX) {
        return;
      }
      message.append("; ").append(detail.path("code").asText("")).append(": ");
      message.append(detail.path("message").asText(""));
      append(detail.path("details"), message);
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
