package io.poolwright.worker.blob;

import com.azure.storage.blob.models.BlobRequestConditions;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * One slice of one copy, while its lease is held. Asks where the source has data and where the
 * staged blob has, sends the difference, and when none is left verifies what no count of requests
 * can show.
 */
record SliceCopy(SourceBlob source, StagedCopy staged, CopyLease lease) {
  /** Sends ranges until a time has come; says how many bytes. */
  interface Sending {
    long send(CopyPlan plan);
  }

  /** Copies by ranges; what an earlier slice has sent, by whatever engine, is not sent again. */
  Slice run(StagedMark mark, Sending sending) {
    Spans data = sourceRanges();
    CopyPlan missing = CopyPlan.between(data, staged.ranges(), plan().length());
    long copied = missing.copied() + (missing.requests().isEmpty() ? 0 : sending.send(missing));
    if (copied < missing.total()) {
      return new Slice.Partial(copied, missing.total());
    }
    return completed(mark, data);
  }

  /** Verifies what the service has copied by itself. */
  Slice verify(StagedMark mark) {
    return completed(mark, sourceRanges());
  }

  private Slice completed(StagedMark mark, Spans data) {
    byte[] expected = fromSource("reading the footer of", this::sourceFooter);
    if (!Arrays.equals(expected, staged.footer())) {
      throw StagedCopy.broken("its footer is not that of its source");
    }
    if (!staged.ranges().covers(data)) {
      throw StagedCopy.broken("it lacks ranges that were written");
    }
    staged.mark(mark.completed(), lease);
    return new Slice.Complete();
  }

  private Spans sourceRanges() {
    return fromSource(
        "listing the ranges of",
        () -> PageBlobs.ranges(source.client(), plan().length(), asPlanned()));
  }

  private byte[] sourceFooter() {
    return PageBlobs.footer(source.client(), plan().length(), asPlanned());
  }

  private BlobRequestConditions asPlanned() {
    return new BlobRequestConditions().setIfMatch(plan().sourceEtag());
  }

  private ImagePlan.OfVhd plan() {
    return staged.plan();
  }

  private <T> T fromSource(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw SourceFailures.of(doing, source, e);
    }
  }
}
