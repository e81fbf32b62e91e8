package io.poolwright.worker.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.Slice;
import io.poolwright.worker.steps.SourceVhd;
import io.poolwright.worker.steps.StagedVhd;
import io.poolwright.worker.steps.Vhds;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardedVhdsTest {
  private static final ArmId ACCOUNT =
      ArmId.parse(
          "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg"
              + "/providers/Microsoft.Storage/storageAccounts/stage");

  private final Breakers breakers =
      new Breakers(BreakerSettings.DEFAULT, failure -> true, Clock.systemUTC());
  private final Vhds vhds = new GuardedVhds(new NothingThere(), breakers);

  @Test
  void eachAccountHasABreakerOfItsOwn() {
    vhds.source(source("https://Source.blob.core.windows.net/vhds/a.vhd"));
    vhds.staged(staged("https://stage.blob.core.windows.net/images/b.vhd"));
    assertThat(breakers.states())
        .containsOnlyKeys(
            "storage:source.blob.core.windows.net", "storage:stage.blob.core.windows.net");
  }

  @Test
  void anEmulatorsAccountIsTheBeginOfThePath() {
    vhds.source(source("http://127.0.0.1:10000/one/vhds/a.vhd"));
    vhds.deleteStaged(staged("http://127.0.0.1:10000/two/images/b.vhd"), "0x1");
    assertThat(breakers.states())
        .containsOnlyKeys("storage:127.0.0.1:10000/one", "storage:127.0.0.1:10000/two");
  }

  private static ImageSource.Vhd source(String url) {
    return new ImageSource.Vhd(URI.create(url), null);
  }

  private static StagedBlob staged(String url) {
    return new StagedBlob(URI.create(url), ACCOUNT);
  }

  private static final class NothingThere implements Vhds {
    @Override
    public Optional<SourceVhd> source(ImageSource.Vhd source) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> footer(ImageSource.Vhd source, SourceVhd seen) {
      return Optional.empty();
    }

    @Override
    public Optional<StagedVhd> staged(StagedBlob blob) {
      return Optional.empty();
    }

    @Override
    public void begin(ImagePlan.OfVhd plan, JobId owner) {}

    @Override
    public Slice copySlice(
        ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker, Instant until) {
      return new Slice.Busy();
    }

    @Override
    public Slice restart(ImagePlan.OfVhd plan, JobId worker) {
      return new Slice.Busy();
    }

    @Override
    public void deleteStaged(StagedBlob blob, String etag) {}
  }
}
