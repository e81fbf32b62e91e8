package io.poolwright.worker.inventory;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Marks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the images of pools came from, as far as marks and job documents tell. Each document and
 * each image version is looked at once.
 */
public final class Origins {
  private final Arm arm;
  private final Function<JobId, Optional<Job>> documents;
  private final Map<JobId, Optional<Job>> jobs = new HashMap<>();
  private final Map<ArmId, Optional<JobId>> makers = new HashMap<>();

  /**
   * Looks with these.
   *
   * @param documents looks up the document of a job
   */
  public Origins(Arm arm, Function<JobId, Optional<Job>> documents) {
    this.arm = arm;
    this.documents = documents;
  }

  /**
   * A pool and what it comes from.
   *
   * @param job that made it, as its mark says; empty if it is not Poolwright's
   * @param source that its image was made of, or empty if nobody knows
   */
  public record Origin(ListedPool pool, Optional<JobId> job, Optional<ImageSource> source) {}

  /** May throw {@link CallFailed}. */
  public Origin of(ListedPool pool) {
    Optional<JobId> job = id(pool.pool().owner());
    Optional<ImageSource> asked = job.flatMap(this::source);
    Optional<ImageSource> made = asked.filter(source -> !source.isPublished());
    return new Origin(
        pool, job, made.or(() -> maker(pool.image()).flatMap(this::source)).or(() -> asked));
  }

  private Optional<ImageSource> source(JobId job) {
    return jobs.computeIfAbsent(job, documents).map(found -> found.request().image().source());
  }

  /** The job that made an image version, if Poolwright did and the version may be read. */
  private Optional<JobId> maker(ListedPool.Image image) {
    if (!image.custom()) {
      return Optional.empty();
    }
    return version(image.name()).flatMap(id -> makers.computeIfAbsent(id, this::markOn));
  }

  private static Optional<ArmId> version(String name) {
    try {
      return ImageReference.parse(name).kind() == ImageReference.Kind.GALLERY
          ? Optional.of(ArmId.parse(name))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<JobId> markOn(ArmId version) {
    try {
      return arm.imageVersion(version).flatMap(found -> id(found.tags().get(Marks.JOB)));
    } catch (CallFailed e) {
      if (e.failure().kind() == Failure.Kind.PERMANENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Optional<JobId> id(@Nullable String mark) {
    return Optional.ofNullable(mark).filter(JobId::isValid).map(JobId::new);
  }
}
