package io.poolwright.worker.job;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Step;
import java.util.List;
import java.util.Locale;

/** Where a job is. A state holds exactly what later steps need. */
public sealed interface JobState {
  Step step();

  /** Its name in documents and lists, such as {@code copyingImage}. */
  default String label() {
    String name = getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** Whether the source of the image, and so its SAS, is still needed. */
  default boolean needsSource() {
    return false;
  }

  /** Everything is checked before anything is paid for. */
  record Validating() implements JobState {
    @Override
    public Step step() {
      return Step.VALIDATE;
    }

    @Override
    public boolean needsSource() {
      return true;
    }
  }

  /** The VHD travels to the gallery's region. */
  record CopyingImage(ImagePlan plan) implements JobState {
    @Override
    public Step step() {
      return Step.COPY_IMAGE;
    }

    @Override
    public boolean needsSource() {
      return true;
    }
  }

  /** The image version is made and replicated to where the pool will be. */
  record WaitingGeneralized(ImagePlan plan) implements JobState {
    @Override
    public Step step() {
      return Step.WAIT_GENERALIZED;
    }
  }

  /**
   * The pool is made and gets its nodes.
   *
   * @param failedResizes how many resizes failed in a way that uses up attempts
   * @param askAgain whether a failed resize was waited for; the next look that still shows it asks
   *     for the nodes again
   */
  record CreatingPool(ImagePlan plan, int failedResizes, boolean askAgain) implements JobState {
    CreatingPool(ImagePlan plan) {
      this(plan, 0, false);
    }

    @Override
    public Step step() {
      return Step.CREATE_POOL;
    }
  }

  /**
   * What the job created is deleted: at once, and again after longer than any worker can stall,
   * because a stalled twin may have created it once more.
   *
   * @param outcome how the job ends when nothing is left
   * @param lastSweep whether this is the second time
   */
  record RollingBack(ImagePlan plan, Final outcome, boolean lastSweep) implements JobState {
    @Override
    public Step step() {
      return Step.ROLL_BACK;
    }
  }

  /** The end of a job. Nothing follows. */
  sealed interface Final extends JobState {
    /** What the world hears of it. */
    EventData event();

    /** The same end with a list of what remains of the job. */
    default Final leaving(List<String> leftBehind) {
      return this;
    }
  }

  record Succeeded(ImagePlan plan, EventData.Succeeded event) implements Final {
    Succeeded(ProvisionRequest request, ImagePlan plan) {
      this(
          plan,
          new EventData.Succeeded(
              request.pool().id(), plan.version(), plan.staged().url().toString()));
    }

    @Override
    public Step step() {
      return Step.CREATE_POOL;
    }
  }

  record Rejected(List<Problem> problems) implements Final {
    public Rejected {
      problems = List.copyOf(problems);
    }

    @Override
    public Step step() {
      return Step.VALIDATE;
    }

    @Override
    public EventData event() {
      return new EventData.Rejected(problems);
    }
  }

  /**
   * It failed.
   *
   * @param step in which step
   */
  record Failed(Step step, Failure cause, List<String> leftBehind) implements Final {
    public Failed {
      leftBehind = List.copyOf(leftBehind);
    }

    @Override
    public EventData event() {
      return new EventData.Failed(step, cause.code(), cause.detail(), leftBehind);
    }

    @Override
    public Final leaving(List<String> remains) {
      return new Failed(step, cause, remains);
    }
  }

  /**
   * It was stopped.
   *
   * @param step in which step
   */
  record Cancelled(Step step, List<String> leftBehind) implements Final {
    public Cancelled {
      leftBehind = List.copyOf(leftBehind);
    }

    @Override
    public EventData event() {
      return new EventData.Cancelled(step, leftBehind);
    }

    @Override
    public Final leaving(List<String> remains) {
      return new Cancelled(step, remains);
    }
  }
}
