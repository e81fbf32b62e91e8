package io.poolwright.worker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import io.poolwright.worker.steps.SourceVhd;
import io.poolwright.worker.steps.StagedVhd;
import io.poolwright.worker.steps.Vhds;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Source blobs and their staged copies. Each test has a source of its own. */
public abstract class VhdsContract {
  private static final JobId JOB = new JobId("one");
  private static final JobId OTHER = new JobId("two");

  /** A source, and the plan for it as it is at first. */
  public record Given(ImageSource.Vhd source, ImagePlan.OfVhd plan) {}

  private Given given;

  protected abstract Vhds vhds();

  protected abstract Given newSource();

  /** Overwrites a source with something else of the same length. */
  protected abstract void overwrite(Given given);

  protected abstract void deleteSource(Given given);

  /** Has a worker die in the middle of a slice of this job, of which nothing is copied yet. */
  protected abstract void dieInSlice(Given given, JobId job);

  /** Until when a slice may last that begins now. */
  protected abstract Instant soon();

  @BeforeEach
  public void makeSource() {
    given = newSource();
  }

  private Slice slice(JobId job) {
    return vhds().copySlice(given.source(), given.plan(), job, soon());
  }

  private Slice lastSlice(JobId job) {
    Slice slice = slice(job);
    while (slice instanceof Slice.Partial) {
      slice = slice(job);
    }
    return slice;
  }

  private StagedVhd staged() {
    return vhds().staged(given.plan().staged()).orElseThrow();
  }

  @Test
  public void whatIsNotThereIsAnEmptyAnswerAndNothingToDelete() {
    assertThat(vhds().staged(given.plan().staged())).isEmpty();
    vhds().deleteStaged(given.plan().staged(), "\"0x8D0\"");
    deleteSource(given);
    assertThat(vhds().source(given.source())).isEmpty();
  }

  @Test
  public void aFooterIsThatOfTheSourceThatWasSeenOrNone() {
    SourceVhd seen = vhds().source(given.source()).orElseThrow();
    assertThat(seen.pageBlob()).isTrue();
    assertThat(seen.etag()).isEqualTo(given.plan().sourceEtag());
    assertThat(vhds().footer(given.source(), seen).orElseThrow()).hasSize(512);

    overwrite(given);
    assertThat(vhds().footer(given.source(), seen)).isEmpty();
  }

  @Test
  public void aCopyBelongsToWhoBeganItFirstAndGoesWhenItIsDeleted() {
    vhds().begin(given.plan(), JOB);
    vhds().begin(given.plan(), OTHER);
    assertThat(staged().owner()).isEqualTo(JOB.value());
    assertThat(staged().length()).isEqualTo(given.plan().length());
    assertThat(staged().complete()).isFalse();

    vhds().deleteStaged(given.plan().staged(), staged().etag());
    assertThat(vhds().staged(given.plan().staged())).isEmpty();
    assertThat(slice(JOB)).isInstanceOf(Slice.Broken.class);
  }

  @Test
  public void aCopyIsCompleteAfterItsLastSliceAndStaysSoWhateverBecomesOfTheSource() {
    vhds().begin(given.plan(), JOB);
    assertThat(lastSlice(JOB)).isEqualTo(new Slice.Complete());
    assertThat(staged().complete()).isTrue();

    overwrite(given);
    assertThat(slice(OTHER)).isEqualTo(new Slice.Complete());
  }

  @Test
  public void aSourceThatHasChangedOrGoneIsNotCopied() {
    vhds().begin(given.plan(), JOB);
    overwrite(given);
    assertThat(slice(JOB)).isEqualTo(new Slice.SourceChanged());
    deleteSource(given);
    assertThat(slice(JOB)).isEqualTo(new Slice.SourceChanged());
    assertThat(staged().complete()).isFalse();
  }

  @Test
  public void aDeadWorkersCopyIsClosedToOthersForAWhileButNotToItsOwnJob() {
    vhds().begin(given.plan(), JOB);
    dieInSlice(given, JOB);

    assertThat(slice(OTHER)).isEqualTo(new Slice.Busy());
    vhds().begin(given.plan(), OTHER);
    String seen = staged().etag();
    assertCannotBeDeleted(seen);
    assertThat(lastSlice(JOB)).isEqualTo(new Slice.Complete());
    assertCannotBeDeleted(seen);
    vhds().deleteStaged(given.plan().staged(), staged().etag());
  }

  private void assertCannotBeDeleted(String etag) {
    CallFailed refused =
        catchThrowableOfType(
            CallFailed.class, () -> vhds().deleteStaged(given.plan().staged(), etag));
    assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
  }
}
