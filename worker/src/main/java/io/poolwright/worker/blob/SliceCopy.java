package io.poolwright.worker.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
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
record SliceCopy(SourceBlob source, BlobClient staged, ImagePlan.OfVhd plan, CopyLease lease) {
  /** Sends ranges until a time has come; says how many bytes. */
  interface Sending {
    long send(CopyPlan plan);
  }

  Slice run(Sending sending) {
    StagedMark mark = mark();
    if (mark.complete()) {
      return new Slice.Complete();
    }
    Spans data = fromSource("listing the ranges of", this::sourceRanges);
    CopyPlan missing = CopyPlan.between(data, stagedRanges(), plan.length());
    long copied = missing.copied() + (missing.requests().isEmpty() ? 0 : sending.send(missing));
    if (copied < missing.total()) {
      return new Slice.Partial(copied, missing.total());
    }
    verify(data);
    complete(mark);
    return new Slice.Complete();
  }

  private StagedMark mark() {
    BlobProperties found = atStaged("looking at", staged::getProperties);
    StagedMark mark = StagedMark.of(found.getMetadata());
    if (found.getBlobSize() != plan.length()) {
      throw broken("it has another length than its source");
    }
    if (mark.job() == null || !plan.sourceEtag().equals(mark.sourceEtag())) {
      throw broken("it was not begun for this state of its source");
    }
    return mark;
  }

  private void verify(Spans data) {
    byte[] expected = fromSource("reading the footer of", this::sourceFooter);
    byte[] found =
        atStaged(
            "reading the footer of",
            () -> PageBlobs.footer(staged, plan.length(), new BlobRequestConditions()));
    if (!Arrays.equals(expected, found)) {
      throw broken("its footer is not that of its source");
    }
    if (!stagedRanges().covers(data)) {
      throw broken("it lacks ranges that were written");
    }
  }

  private void complete(StagedMark mark) {
    atStaged(
        "completing",
        () ->
            staged.setMetadataWithResponse(
                mark.completed().metadata(), lease.held(), null, Context.NONE));
  }

  private Spans sourceRanges() {
    return PageBlobs.ranges(source.client(), plan.length(), asPlanned());
  }

  private byte[] sourceFooter() {
    return PageBlobs.footer(source.client(), plan.length(), asPlanned());
  }

  private BlobRequestConditions asPlanned() {
    return new BlobRequestConditions().setIfMatch(plan.sourceEtag());
  }

  private Spans stagedRanges() {
    return atStaged(
        "listing the ranges of",
        () -> PageBlobs.ranges(staged, plan.length(), new BlobRequestConditions()));
  }

  private <T> T fromSource(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw SourceFailures.of(doing, source, e);
    }
  }

  private <T> T atStaged(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw StagedFailures.of(doing, staged, e);
    }
  }

  private static CopyStopped broken(String why) {
    return new CopyStopped(new Slice.Broken(why));
  }
}
