package io.poolwright.worker.simulation;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.contract.VhdsContract;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.Vhds;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimVhdsContractTest extends VhdsContract {
  @RegisterExtension final Laboratory laboratory = new Laboratory();
  private final SimBlobs blobs = laboratory.world.cloud().blobs();
  private final SimClock clock = new SimClock(laboratory.around::now);
  private final Vhds vhds = new SimVhds(laboratory.wire(), blobs, clock);

  @Override
  protected Vhds vhds() {
    return vhds;
  }

  @Override
  protected Given newSource() {
    var source = new ImageSource.Vhd(Names.source("contract"), null);
    blobs.upload(source.url());
    var staged = new StagedBlob(whereRangesAreCopied(), Names.STORAGE);
    var plan =
        new ImagePlan.OfVhd(
            blobs.source(source.url()).orElseThrow().etag(),
            SimBlobs.LENGTH,
            staged,
            Names.DEFINITION.child("versions", "1.0.0"),
            Names.REGION,
            Names.REGION);
    return new Given(source, plan);
  }

  private static URI whereRangesAreCopied() {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> URI.create(Names.staged("westeurope/contract-" + i)))
        .filter(url -> !SimBlobs.refusesRanges(url))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected void overwrite(Given given) {
    blobs.upload(given.source().url());
  }

  @Override
  protected void deleteSource(Given given) {
    blobs.deleteSource(given.source().url());
  }

  @Override
  protected void dieInSlice(Given given, JobId job) {
    blobs.lease(blobs.find(given.plan().staged().url()).orElseThrow(), job.value());
  }

  @Override
  protected Instant soon() {
    return clock.instant().plus(Duration.ofSeconds(10));
  }
}
