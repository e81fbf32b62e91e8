package io.poolwright.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a request for a pool. */
final class ProvisionReader {
  private static final ArmIdRule POOL =
      new ArmIdRule("Microsoft.Batch/batchAccounts/pools", "^[a-zA-Z0-9_-]{1,64}$", null);
  private static final Choice<OnFailure> ON_FAILURE =
      Choice.of(OnFailure.values(), OnFailure::wireName);

  private ProvisionReader() {}

  static @Nullable ProvisionRequest read(JobId jobId, Fields fields) {
    ImageRequest image = fields.child("image").map(ImageReader::read).orElse(null);
    PoolRequest pool = fields.child("pool").map(ProvisionReader::pool).orElse(null);
    Deadline deadline = fields.text("deadline", new DeadlineRule(), null);
    OnFailure onFailure = fields.text("onFailure", ON_FAILURE, OnFailure.ROLL_BACK);
    fields.refuseUnknown();
    return image == null || pool == null || onFailure == null
        ? null
        : new ProvisionRequest(jobId, image, pool, deadline, onFailure);
  }

  private static @Nullable PoolRequest pool(Fields fields) {
    ArmId id = fields.text("id", POOL);
    String apiVersion = fields.text("apiVersion", new ApiVersionRule(), null);
    Fields properties = fields.child("properties").orElse(null);
    List<PoolFallback> fallbacks = FallbackReader.read(fields, properties);
    fields.refuseUnknown();
    if (properties == null) {
      return null;
    }
    PoolProperties.check(
        properties,
        apiVersion == null ? PoolModelCheck.ofNewest() : new PoolModelCheck(apiVersion));
    return id == null ? null : new PoolRequest(id, properties.object(), apiVersion, fallbacks);
  }
}
