package io.poolwright.localazure.arm.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A long-running operation. Its outcome is settled when it starts; it shows when its time has come.
 *
 * @param failure why it fails, or null
 */
public record Operation(
    ResourceId id, Instant startTime, Instant endTime, @Nullable Failure failure) {

  /** The {@code error} of a failed operation. */
  public record Failure(String code, String message) {}

  /** InProgress, Succeeded or Failed. */
  public String status(Instant now) {
    if (now.isBefore(endTime)) {
      return "InProgress";
    }
    return failure == null ? "Succeeded" : "Failed";
  }
}
