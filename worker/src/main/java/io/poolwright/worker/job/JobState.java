package io.poolwright.worker.job;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Step;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a job is. A state holds exactly what later steps need. */
public sealed interface JobState {
  Step step();

  /** Its name in documents and lists, such as {@code copyingImage}. */
  default String label() {
    String name = getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** What VALIDATE has found out about the image, or null if it has not. */
  default @Nullable ImagePlan plan() {
    return null;
  }

  /** Whether the source of the image, and so its SAS, is still needed. */
  default boolean needsSource() {
    return false;
  }

  /** Whether its outcome is decided, so that neither a cancel nor a deadline changes anything. */
  default boolean isEnding() {
    return false;
  }

  /**
   * Whether what is done here would be wrong if it were forgotten why. Such a state is stored
   * before anything is done in it.
   */
  default boolean isCommitment() {
    return isEnding();
  }

  /** What may follow when a job has undone its work. */
  sealed interface AfterRollBack extends JobState {}

  /** Everything is checked before anything is paid for. */
  record Validating() implements AfterRollBack {
    @Override
    public Step step() {
      return Step.VALIDATE;
    }

    @Override
    public boolean needsSource() {
      return true;
    }
  }

  /**
   * The image is claimed, so that nobody who undoes his own work takes it away.
   *
   * @param published whether a version of it is there already, so that nothing has to be copied
   */
  record ClaimingImage(ImagePlan plan, boolean published) implements JobState {
    @Override
    public Step step() {
      return published ? Step.WAIT_GENERALIZED : Step.COPY_IMAGE;
    }

    @Override
    public boolean needsSource() {
      return !published;
    }

    /** A crash and a cancel would else leave behind what no document knows of. */
    @Override
    public boolean isCommitment() {
      return true;
    }
  }

  /**
   * The VHD travels to the gallery's region.
   *
   * @param route by which engine, if it is not the first choice; as it was told
   * @param pulse null until a slice has ended
   */
  record CopyingImage(ImagePlan plan, @Nullable CopyRoute route, @Nullable CopyPulse pulse)
      implements JobState {
    public CopyingImage(ImagePlan plan) {
      this(plan, null, null);
    }

    CopyingImage at(CopyPulse seen) {
      return new CopyingImage(plan, route, seen);
    }

    CopyingImage by(CopyRoute next) {
      return new CopyingImage(plan, next, null);
    }

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
   * @param attempt what makes this attempt another than the first, or null if it is the first
   */
  record CreatingPool(
      ImagePlan plan, int failedResizes, boolean askAgain, @Nullable Attempt attempt)
      implements AfterRollBack {
    CreatingPool(ImagePlan plan) {
      this(plan, 0, false, null);
    }

    /**
     * What was tried before.
     *
     * @param choice which of the request's fallbacks the pool is, from 1; 0 if it is none
     * @param staleResize when the resize began that failed last, if nodes were asked for again
     *     since: what Batch still shows of it is old
     */
    public record Attempt(int choice, @Nullable Instant staleResize) {}

    /** Which of the request's fallbacks the pool is, from 1; 0 if it is none. */
    public int choice() {
      return attempt == null ? 0 : attempt.choice();
    }

    /** Whether a resize that began then has failed before the nodes were asked for again. */
    public boolean isStale(@Nullable Instant resizeStarted) {
      return attempt != null
          && resizeStarted != null
          && resizeStarted.equals(attempt.staleResize());
    }

    /** The same pool, after a resize has failed, until its nodes are asked for again. */
    CreatingPool waitingAfter(int failures) {
      return new CreatingPool(plan, failures, true, attempt);
    }

    /** The same pool, after its nodes were asked for again. */
    CreatingPool askedAgain(@Nullable Instant failedResize) {
      return new CreatingPool(
          plan,
          failedResizes,
          false,
          failedResize == null ? attempt : new Attempt(choice(), failedResize));
    }

    /** The pool by the request's next fallback. */
    CreatingPool fallenBack() {
      return new CreatingPool(plan, 0, false, new Attempt(choice() + 1, null));
    }

    @Override
    public Step step() {
      return Step.CREATE_POOL;
    }
  }

  /**
   * What the job created is deleted: at once, and again after longer than any worker can stall,
   * because a stalled twin may have created it once more, or may still be about to delete it.
   *
   * @param outcome how the job ends when nothing is left; or that it starts over with an image that
   *     has changed; or makes the pool anew, and only the pool is deleted
   * @param lastSweep whether nothing was found for longer than any worker can stall
   */
  record RollingBack(ImagePlan plan, AfterRollBack outcome, boolean lastSweep) implements JobState {
    @Override
    public Step step() {
      if (isEnding()) {
        return Step.ROLL_BACK;
      }
      return outcome instanceof Validating ? Step.COPY_IMAGE : outcome.step();
    }

    @Override
    public boolean isEnding() {
      return outcome instanceof Final;
    }

    @Override
    public boolean isCommitment() {
      return true;
    }

    @Override
    public boolean needsSource() {
      return outcome.needsSource();
    }
  }

  /**
   * The image outlives the job: it is written down that it stays, and the job's claim goes. What it
   * was published from goes too, if nobody else needs it.
   *
   * @param outcome how the job ends
   */
  record KeepingImage(ImagePlan plan, Final outcome) implements JobState {
    /** Whether the image stays, and the staged copy that it was made of does not. */
    public boolean dropsCopy() {
      return plan instanceof ImagePlan.OfVhd
          && outcome instanceof Succeeded success
          && success.event().stagedVhd() == null;
    }

    @Override
    public Step step() {
      return outcome instanceof Succeeded ? Step.CREATE_POOL : Step.ROLL_BACK;
    }

    @Override
    public boolean isEnding() {
      return true;
    }
  }

  /** The end of a job. Nothing follows. */
  sealed interface Final extends AfterRollBack {
    /** What the world hears of it. */
    EventData event();

    /** Ids and addresses of what remains of a job that did not succeed. */
    default List<String> leftBehind() {
      return List.of();
    }

    /** The same end with a list of what remains of the job. */
    default Final leaving(List<String> leftBehind) {
      return this;
    }
  }

  record Succeeded(ImagePlan plan, EventData.Succeeded event) implements Final {
    /**
     * The success of a job.
     *
     * @param copied whether it has come to need a copy; who finds the version published has nothing
     *     to keep
     */
    Succeeded(ProvisionRequest request, ImagePlan plan, boolean copied) {
      this(
          plan,
          new EventData.Succeeded(
              request.pool().id(),
              plan.reference(),
              copied && request.image().keepStagedVhd() ? stagedVhd(plan) : null));
    }

    private static @Nullable String stagedVhd(ImagePlan plan) {
      return plan instanceof ImagePlan.OfVhd vhd ? vhd.staged().url().toString() : null;
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
