package io.poolwright.localazure.arm.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.Json;
import java.time.Instant;

/** A pool as Batch shows it. */
final class PoolJson {
  private static final String TYPE = "Microsoft.Batch/batchAccounts/pools";

  private PoolJson() {}

  static ObjectNode of(Pool pool, Instant now) {
    return Json.object(
        "id", pool.id(),
        "name", pool.id().name(),
        "type", TYPE,
        "etag", pool.etag(),
        "identity", pool.identity(),
        "tags", pool.tags(),
        "properties", properties(pool, now));
  }

  private static ObjectNode properties(Pool pool, Instant now) {
    Instant deletedAt = pool.deletedAt();
    Resize resize = pool.resize();
    Nodes current = resize.current(now);
    ObjectNode properties = pool.properties().deepCopy();
    properties.setAll(
        Json.object(
            "creationTime", pool.creationTime(),
            "lastModified", pool.lastModified(),
            "provisioningState", deletedAt == null ? "Succeeded" : "Deleting",
            "provisioningStateTransitionTime", deletedAt == null ? pool.creationTime() : deletedAt,
            "allocationState", resize.state(now).wire,
            "allocationStateTransitionTime", resize.stateSince(now),
            "currentDedicatedNodes", current.dedicated(),
            "currentLowPriorityNodes", current.lowPriority(),
            "resizeOperationStatus", resizeStatus(pool, now)));
    if (properties.at("/scaleSettings/autoScale").isObject()) {
      properties.set("autoScaleRun", autoScaleRun(resize));
    }
    return properties;
  }

  private static ObjectNode resizeStatus(Pool pool, Instant now) {
    Resize resize = pool.resize();
    JsonNode fixed = Json.at(pool.properties(), "scaleSettings.fixedScale");
    var errors = resize.visibleErrors(now);
    return Json.object(
        "targetDedicatedNodes", resize.target().dedicated(),
        "targetLowPriorityNodes", resize.target().lowPriority(),
        "resizeTimeout", fixed.path("resizeTimeout").asText("PT15M"),
        "nodeDeallocationOption",
            fixed.has("nodeDeallocationOption") ? fixed.get("nodeDeallocationOption") : null,
        "startTime", resize.startTime(),
        "errors", errors.isEmpty() ? null : errors);
  }

  private static ObjectNode autoScaleRun(Resize resize) {
    return Json.object(
        "evaluationTime",
        resize.startTime(),
        "results",
        "$TargetDedicatedNodes="
            + resize.target().dedicated()
            + ";$TargetLowPriorityNodes="
            + resize.target().lowPriority()
            + ";$NodeDeallocationOption=requeue");
  }
}
