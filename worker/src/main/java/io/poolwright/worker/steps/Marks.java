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
  public static final String CONTENT = "poolwright-content";

  private Marks() {}

  /** Of what belongs to a job, and is of no content. */
  static Map<String, String> of(Job job) {
    return Map.of(JOB, job.id().value());
  }

  static Map<String, String> of(Job job, ImagePlan.Made plan) {
    return Map.of(JOB, job.id().value(), CONTENT, plan.content());
  }

  /**
   * The ledger of an image, as {@link ImagePlan.Made#name()} has it.
   *
   * @param region of the gallery
   * @param content in a mark, or the name of a staged blob
   */
  public static String ledger(String region, String content) {
    return ImagePlan.Made.name(ImageVersion.shortForm(region), content);
  }

  /** Whether a version is of the content that a plan means. */
  static boolean isOf(ImagePlan.Made plan, ImageVersion version) {
    return plan.content().equals(version.tags().get(CONTENT));
  }
}
