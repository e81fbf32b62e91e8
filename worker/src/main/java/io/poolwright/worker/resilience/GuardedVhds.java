package io.poolwright.worker.resilience;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.Slice;
import io.poolwright.worker.steps.SourceVhd;
import io.poolwright.worker.steps.StagedVhd;
import io.poolwright.worker.steps.Vhds;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Blobs behind one breaker per storage account. */
public final class GuardedVhds implements Vhds {
  private static final Pattern HOST_OF_ALL =
      Pattern.compile("localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[.*]", Pattern.CASE_INSENSITIVE);

  private final Vhds vhds;
  private final Breakers breakers;

  public GuardedVhds(Vhds vhds, Breakers breakers) {
    this.vhds = vhds;
    this.breakers = breakers;
  }

  @Override
  public Optional<SourceVhd> source(ImageSource.Vhd source) {
    return breakers.call(accountOf(source.url()), () -> vhds.source(source));
  }

  @Override
  public Optional<byte[]> footer(ImageSource.Vhd source, SourceVhd seen) {
    return breakers.call(accountOf(source.url()), () -> vhds.footer(source, seen));
  }

  @Override
  public Optional<StagedVhd> staged(StagedBlob blob) {
    return breakers.call(accountOf(blob.url()), () -> vhds.staged(blob));
  }

  @Override
  public void begin(ImagePlan.OfVhd plan, JobId owner) {
    breakers.run(accountOf(plan.staged().url()), () -> vhds.begin(plan, owner));
  }

  @Override
  public Slice copySlice(
      ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker, Instant until) {
    return breakers.call(
        accountOf(plan.staged().url()), () -> vhds.copySlice(source, plan, worker, until));
  }

  @Override
  public Slice restart(ImagePlan.OfVhd plan, JobId worker) {
    return breakers.call(accountOf(plan.staged().url()), () -> vhds.restart(plan, worker));
  }

  @Override
  public void deleteStaged(StagedBlob blob, String etag) {
    breakers.run(accountOf(blob.url()), () -> vhds.deleteStaged(blob, etag));
  }

  /** The host is the account; on an emulator all share one, and the account is the path's begin. */
  private static String accountOf(URI blob) {
    String authority = blob.getRawAuthority().toLowerCase(Locale.ROOT);
    if (blob.getHost() == null || !HOST_OF_ALL.matcher(blob.getHost()).matches()) {
      return "storage:" + authority;
    }
    return "storage:" + authority + "/" + blob.getRawPath().split("/", 3)[1];
  }
}
