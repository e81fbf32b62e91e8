package io.poolwright.localazure.arm.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.ResourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stored facts of a pool; everything else is a function of these and the time.
 *
 * @param properties as accepted, with defaults, without secrets
 * @param deletedAt when its deletion was asked for, or null
 * @param goneAt when that deletion is over, or null
 */
record Pool(
    ResourceId id,
    String etag,
    Instant creationTime,
    Instant lastModified,
    ObjectNode properties,
    @Nullable ObjectNode identity,
    @Nullable ObjectNode tags,
    Resize resize,
    @Nullable Instant deletedAt,
    @Nullable Instant goneAt) {

  boolean isDeleting() {
    return deletedAt != null;
  }

  boolean isGone(Instant now) {
    return goneAt != null && !now.isBefore(goneAt);
  }

  String vmSize() {
    return Json.text(properties, "vmSize");
  }

  Pool deleted(Instant now, Instant end) {
    return new Pool(
        id, etag, creationTime, lastModified, properties, identity, tags, resize, now, end);
  }

  Pool changed(String newEtag, Instant now, ObjectNode newProperties, Resize newResize) {
    return new Pool(
        id, newEtag, creationTime, now, newProperties, identity, tags, newResize, null, null);
  }
}
