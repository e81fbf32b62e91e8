package io.poolwright.worker.steps;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import java.time.Instant;
import java.util.Optional;

/**
 * Page blobs as the steps see them: the source of an image and its staged copy.
 *
 * <p>Every method may throw {@link CallFailed}. A SAS never appears in what is thrown.
 */
public interface Vhds {
  /** The source blob, or empty if there is none at that address. */
  Optional<SourceVhd> source(ImageSource.Vhd source);

  /**
   * The last 512 bytes of the source, in which a VHD has its footer.
   *
   * @return empty if the source has changed since it had the ETag and length of {@code seen}
   */
  Optional<byte[]> footer(ImageSource.Vhd source, SourceVhd seen);

  /** The staged copy as it is now, or empty if it was not begun. One call. */
  Optional<StagedVhd> staged(StagedBlob blob);

  /**
   * Begins a copy: an empty page blob of the right length that says of which source and content it
   * is to be, and for which job. Does nothing if it is there.
   */
  void begin(ImagePlan.OfVhd plan, JobId owner);

  /**
   * Copies what is missing, until all is there and verified or {@code until} comes, or sees what
   * the service has copied by itself. Every range is read only from the source as {@link
   * ImagePlan.OfVhd#sourceEtag()} names it; ranges of zeros are not sent.
   *
   * @param worker whose slice this is; at most one job copies to a blob at a time
   */
  Slice copySlice(ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker, Instant until);

  /**
   * Begins a copy anew that stands still: what the service does by itself is aborted, and the next
   * slice goes another way, unless one is fixed.
   *
   * @return {@link Slice.Rerouted}, unless it is complete, broken or another job's after all
   */
  Slice restart(ImagePlan.OfVhd plan, JobId worker);

  /**
   * Deletes a staged blob as it was seen; one that is not there is fine. What the service copies by
   * itself is stopped first.
   *
   * @param etag of {@link #staged}; if the blob has another one now, the call fails and may be
   *     repeated after another look
   */
  void deleteStaged(StagedBlob blob, String etag);
}
