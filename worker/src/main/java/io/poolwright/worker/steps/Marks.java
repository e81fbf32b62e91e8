package io.poolwright.worker.steps;

import io.poolwright.contracts.PoolRequest;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import java.util.Map;

/** What Poolwright writes on the things that it creates, to know them again. */
public final class Marks {
  /** The name of a pool's metadata entry, and of a version's tag: which job created it. */
  public static final String JOB = PoolRequest.JOB_MARKER;

  /** The name of a version's tag: of which content it is. */
  static final String CONTENT = "poolwright-content";

  private Marks() {}

  static Map<String, String> of(Job job, ImagePlan plan) {
    return Map.of(JOB, job.id().value(), CONTENT, content(plan));
  }

  /** The staged blob is named after the content. */
  static String content(ImagePlan plan) {
    String path = plan.staged().url().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
