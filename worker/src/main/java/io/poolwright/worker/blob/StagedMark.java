package io.poolwright.worker.blob;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.ImagePlan;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a staged blob says of itself, in its metadata.
 *
 * @param job who began it, or null if it was not Poolwright
 * @param sourceEtag of which state of the source it is a copy
 * @param complete whether all of it was copied and verified
 */
record StagedMark(@Nullable String job, @Nullable String sourceEtag, boolean complete) {
  private static final String JOB = "poolwright_job";
  private static final String SOURCE_ETAG = "poolwright_source_etag";
  private static final String COMPLETE = "poolwright_complete";

  static StagedMark begun(ImagePlan.OfVhd plan, JobId owner) {
    return new StagedMark(owner.value(), plan.sourceEtag(), false);
  }

  static StagedMark of(Map<String, String> metadata) {
    return new StagedMark(
        metadata.get(JOB), metadata.get(SOURCE_ETAG), Boolean.parseBoolean(metadata.get(COMPLETE)));
  }

  StagedMark completed() {
    return new StagedMark(job, sourceEtag, true);
  }

  Map<String, String> metadata() {
    Map<String, String> metadata = new HashMap<>();
    metadata.put(JOB, job);
    metadata.put(SOURCE_ETAG, sourceEtag);
    metadata.put(COMPLETE, Boolean.toString(complete));
    return metadata;
  }
}
