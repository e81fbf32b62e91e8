package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.Operation;
import io.poolwright.localazure.arm.core.Region;
import io.poolwright.localazure.arm.core.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stored facts of an image version; its state and its progress follow from these and the time.
 *
 * @param properties as accepted
 * @param createdAt when its PUT was accepted
 * @param publishedAt when its creation is over, well or not
 * @param failure why its creation fails, or null
 * @param goneAt when its deletion is over, or null
 */
public record ImageVersion(
    ResourceId id,
    String location,
    @Nullable ObjectNode tags,
    ObjectNode properties,
    Instant createdAt,
    Instant publishedAt,
    List<Replica> replicas,
    Operation.@Nullable Failure failure,
    @Nullable Instant goneAt) {

  /** Creating, Updating, Succeeded, Failed or Deleting. */
  String provisioningState(Instant now) {
    if (goneAt != null) {
      return "Deleting";
    }
    if (now.isBefore(publishedAt)) {
      return "Creating";
    }
    if (failure != null) {
      return "Failed";
    }
    return replicas.stream().allMatch(replica -> replica.isComplete(now))
        ? "Succeeded"
        : "Updating";
  }

  boolean isGone(Instant now) {
    return goneAt != null && !now.isBefore(goneAt);
  }

  boolean isFailed(Instant now) {
    return failure != null && !now.isBefore(publishedAt);
  }

  /** Where a pool can use it now; nowhere when it failed or is being deleted. */
  Set<String> completeRegions(Instant now) {
    if (failure != null || goneAt != null) {
      return Set.of();
    }
    return replicas.stream()
        .filter(replica -> replica.isComplete(now))
        .map(replica -> Region.normal(replica.region()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** When everything that was asked for is done. */
  Instant settledAt() {
    return replicas.stream()
        .map(Replica::endTime)
        .filter(end -> failure == null && end.isAfter(publishedAt))
        .max(Instant::compareTo)
        .orElse(publishedAt);
  }

  ImageVersion deleted(Instant end) {
    return new ImageVersion(
        id, location, tags, properties, createdAt, publishedAt, replicas, failure, end);
  }

  ImageVersion updated(
      @Nullable ObjectNode newTags, ObjectNode newProperties, List<Replica> newReplicas) {
    return new ImageVersion(
        id, location, newTags, newProperties, createdAt, publishedAt, newReplicas, failure, null);
  }
}
