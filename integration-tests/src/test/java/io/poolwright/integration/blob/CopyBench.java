package io.poolwright.integration.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.blob.BlobVhds;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.job.CopyRoute;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import io.poolwright.worker.steps.StagedVhd;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests of copies have in hand: a room, blobs in it, and a worker's way to them. */
abstract class CopyBench {
  static final JobId JOB = new JobId("job-1");
  static final JobId OTHER = new JobId("job-2");
  static final String PAGES = "comp=page$";

  /** The service needs a while for a copy of its own. */
  @RegisterExtension static final BlobRoom room = new BlobRoom(2);

  final Instant now = InstantSource.system().instant();
  final Instant later = now.plusSeconds(60);
  @Nullable CopyEngine fixed;
  BlobVhds vhds;

  @BeforeEach
  void open() {
    vhds = new BlobVhds(room.clients(), InstantSource.system());
  }

  @AfterEach
  void end() {
    room.calm();
    vhds.close();
  }

  final void fix(CopyEngine engine) {
    fixed = engine;
    vhds.close();
    vhds = new BlobVhds(room.clients(fixed), InstantSource.system());
  }

  final ImagePlan.OfVhd begun(Vhd vhd) {
    ImagePlan.OfVhd plan = vhd.plan();
    vhds.begin(plan, JOB);
    return plan;
  }

  final Slice slice(ImageSource.Vhd source, ImagePlan.OfVhd plan) {
    return slice(source, plan, JOB);
  }

  final Slice slice(ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId job) {
    return vhds.copySlice(source, plan, job, later);
  }

  final CallFailed failed(ImageSource.Vhd source, ImagePlan.OfVhd plan) {
    return catchThrowableOfType(CallFailed.class, () -> slice(source, plan));
  }

  static CopyRoute rerouted(Slice slice) {
    assertThat(slice).isInstanceOf(Slice.Rerouted.class);
    return ((Slice.Rerouted) slice).route();
  }

  final StagedVhd staged(ImagePlan.OfVhd plan) {
    return vhds.staged(plan.staged()).orElseThrow();
  }

  final void awaitService(ImagePlan.OfVhd plan) {
    await().until(() -> staged(plan).pending() == null);
  }

  /** How many ranges the service was asked to copy. */
  static int fromUrl(Vhd vhd) {
    return naming(vhd, "comp=page");
  }

  static int naming(Vhd vhd, String query) {
    return (int)
        room.requests("PUT", vhd.stagedPath(), query).stream()
            .filter(request -> request.headers().containsKey("x-ms-copy-source"))
            .count();
  }
}
