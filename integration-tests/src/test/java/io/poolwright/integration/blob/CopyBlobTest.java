package io.poolwright.integration.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.job.CopyRoute;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import org.junit.jupiter.api.Test;

/** What the service copies by itself, in its own time. */
class CopyBlobTest extends CopyBench {
  @Test
  void theServiceCopiesTheWholeBlobByItselfAndNobodyWaitsForIt() {
    fix(CopyEngine.COPY_BLOB);
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN, 0, 5, 12);
    ImagePlan.OfVhd plan = begun(vhd);
    room.calm();

    assertThat(slice(vhd.bySas(), plan)).isInstanceOf(Slice.Pending.class);
    assertThat(staged(plan).pending()).isNotNull();

    fix(CopyEngine.COPY_BLOB);
    assertThat(vhds.copySlice(vhd.bySas(), plan, OTHER, later))
        .as("whichever worker and job looks")
        .isInstanceOf(Slice.Pending.class);
    vhds.begin(plan, OTHER);
    awaitService(plan);
    int before = room.gateway().requests().recorded().size();

    assertThat(vhds.copySlice(vhd.bySas(), plan, OTHER, later)).isEqualTo(new Slice.Complete());
    assertThat(room.gateway().requests().recorded()).hasSize(before + 8);
    assertThat(vhd.sent()).isZero();
    assertThat(copies(vhd)).isEqualTo(1);
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void whoeverHoldsTheLeaseIsNotOverwritten() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    BlobLeaseClient lease = lease(vhd);
    lease.acquireLease(60);

    fix(CopyEngine.COPY_BLOB);
    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.Busy());
    lease.releaseLease();
    assertThat(slice(vhd.byIdentity(), plan)).isInstanceOf(Slice.Pending.class);
  }

  @Test
  void aStalledCopyOfTheServiceIsAbortedAndRelayed() {
    Vhd vhd = pending();
    ImagePlan.OfVhd plan = vhd.plan();

    CopyRoute route = rerouted(vhds.restart(plan, JOB));
    assertThat(route.engine()).isEqualTo(CopyEngine.RELAY);
    assertThat(route.code()).isEqualTo("CopyStalled");
    assertThat(staged(plan).pending()).isNull();
    assertThat(staged(plan).length()).isEqualTo(vhd.length());

    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.Complete());
    assertThat(vhd.isCopied()).isTrue();
    assertThat(vhds.restart(plan, JOB)).isEqualTo(new Slice.Complete());
  }

  @Test
  void aPendingCopyIsAbortedWhenItIsDeleted() {
    Vhd vhd = pending();
    await()
        .ignoreExceptionsInstanceOf(CallFailed.class)
        .until(
            () -> {
              vhds.staged(vhd.stagedBlob())
                  .ifPresent(seen -> vhds.deleteStaged(vhd.stagedBlob(), seen.etag()));
              return vhds.staged(vhd.stagedBlob()).isEmpty();
            });
    assertThat(room.requests("PUT", vhd.stagedPath(), "comp=copy")).isNotEmpty();
  }

  @Test
  void aCopyThatSomebodyStoppedIsRelayed() {
    Vhd vhd = pending();
    vhd.staged().abortCopyFromUrl(vhd.staged().getProperties().getCopyId());

    CopyRoute route = rerouted(slice(vhd.byIdentity(), vhd.plan()));
    assertThat(route.engine()).isEqualTo(CopyEngine.RELAY);
    assertThat(route.code()).isEqualTo("CopyBlobFailed");
    assertThat(slice(vhd.byIdentity(), vhd.plan())).isEqualTo(new Slice.Complete());
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void whereCopyBlobIsFixedAFailedCopyIsBegunAgain() {
    fix(CopyEngine.COPY_BLOB);
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    slice(vhd.byIdentity(), plan);
    vhd.staged().abortCopyFromUrl(vhd.staged().getProperties().getCopyId());

    assertThat(slice(vhd.byIdentity(), plan)).isInstanceOf(Slice.Broken.class);
  }

  @Test
  void aSourceThatChangesWhileTheServiceCopiesIsNoticed() {
    Vhd vhd = pending();
    ImagePlan.OfVhd plan = vhd.plan();
    vhd.write(31L * Vhd.MIB, 512, 7);
    awaitService(plan);

    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.SourceChanged());
  }

  /** A blob that was rerouted to Copy Blob, which the service has begun. */
  private Vhd pending() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.failing(vhd.stagedPath(), PAGES, 6, 501, "NotImplemented");
    rerouted(slice(vhd.byIdentity(), plan));
    room.gateway().faults().clear();
    assertThat(slice(vhd.byIdentity(), plan)).isInstanceOf(Slice.Pending.class);
    return vhd;
  }

  /** How many copies of the whole the service was asked for; they have no query. */
  private static int copies(Vhd vhd) {
    return naming(vhd, "null");
  }

  private static BlobLeaseClient lease(Vhd vhd) {
    return new BlobLeaseClientBuilder().blobClient(vhd.staged()).buildClient();
  }
}
