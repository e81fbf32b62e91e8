package io.poolwright.worker.blob;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.job.CopyRoute;
import io.poolwright.worker.job.ImagePlan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a staged blob says of itself, in its metadata.
 *
 * @param job who began it, or null if it was not Poolwright
 * @param sourceEtag of which state of the source it is a copy
 * @param complete whether all of it was copied and verified
 * @param route which engine took over from the first choice, or null if none did
 */
record StagedMark(
    @Nullable String job,
    @Nullable String sourceEtag,
    boolean complete,
    @Nullable CopyRoute route) {
  private static final String JOB = "poolwright_job";
  private static final String SOURCE_ETAG = "poolwright_source_etag";
  private static final String COMPLETE = "poolwright_complete";
  private static final String ENGINE = "poolwright_copy_engine";
  private static final String CODE = "poolwright_copy_engine_code";
  private static final String REASON = "poolwright_copy_engine_reason";

  static StagedMark begun(ImagePlan.OfVhd plan, JobId owner) {
    return new StagedMark(owner.value(), plan.sourceEtag(), false, null);
  }

  static StagedMark of(Map<String, String> metadata) {
    return new StagedMark(
        metadata.get(JOB),
        metadata.get(SOURCE_ETAG),
        Boolean.parseBoolean(metadata.get(COMPLETE)),
        engine(metadata.getOrDefault(ENGINE, "")).map(by -> route(by, metadata)).orElse(null));
  }

  /** Empty for what a later version may have written, too: then the first choice is tried. */
  private static Optional<CopyEngine> engine(String name) {
    return Arrays.stream(CopyEngine.values()).filter(e -> e.name().equals(name)).findFirst();
  }

  private static CopyRoute route(CopyEngine engine, Map<String, String> metadata) {
    return new CopyRoute(
        engine, metadata.getOrDefault(CODE, ""), metadata.getOrDefault(REASON, ""));
  }

  StagedMark completed() {
    return new StagedMark(job, sourceEtag, true, route);
  }

  StagedMark by(CopyRoute next) {
    return new StagedMark(job, sourceEtag, complete, next);
  }

  Map<String, String> metadata() {
    Map<String, String> metadata = new HashMap<>();
    metadata.put(JOB, job);
    metadata.put(SOURCE_ETAG, sourceEtag);
    metadata.put(COMPLETE, Boolean.toString(complete));
    if (route != null) {
      metadata.put(ENGINE, route.engine().name());
      metadata.put(CODE, route.code());
      metadata.put(REASON, route.reason());
    }
    return metadata;
  }
}
