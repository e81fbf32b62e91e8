package io.poolwright.integration.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.poolwright.contracts.ImageSource;
import io.poolwright.localazure.http.Fault;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What can go wrong while pages are copied. */
class CopyFaultsTest extends CopyBench {
  @Test
  void ofTwoJobsAtOnceOneCopiesAndTheOtherFindsItBusy() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.slowing(vhd.stagedPath(), PAGES, 500);

    var first =
        CompletableFuture.supplyAsync(() -> slice(vhd.byIdentity(), plan, JOB), BlobRoom.ASIDE);
    await().until(() -> isLeased(vhd));

    assertThat(slice(vhd.byIdentity(), plan, OTHER)).isEqualTo(new Slice.Busy());
    assertThat(first.join()).isEqualTo(new Slice.Complete());
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void aSourceThatChangesWhileItIsCopiedIsNoticedThoughItsLengthIsTheSame() {
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN, 0, 1, 2, 3, 4, 5, 6, 7);
    ImagePlan.OfVhd plan = begun(vhd);
    room.slowing(vhd.stagedPath(), PAGES, 500);

    var slice = CompletableFuture.supplyAsync(() -> slice(vhd.bySas(), plan, JOB), BlobRoom.ASIDE);
    await().until(() -> vhd.sent() >= 1);
    vhd.write(31L * Vhd.MIB, 512, 7);

    assertThat(slice.join()).isEqualTo(new Slice.SourceChanged());
    assertThat(vhds.staged(plan.staged()).orElseThrow().complete()).isFalse();
  }

  @Test
  void aStormOf503IsSatOut() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.failing(vhd.stagedPath(), PAGES, 10, 503, "ServerBusy");

    assertThat(slice(vhd.byIdentity(), plan, JOB)).isEqualTo(new Slice.Complete());
    assertThat(vhd.sent()).isEqualTo(5 + 10);
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void aStormThatDoesNotEndIsLeftToTheEngine() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.failing(vhd.stagedPath(), PAGES, 1000, 503, "ServerBusy");

    Failure failure = failed(vhd.byIdentity(), plan).failure();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.DEFERRED);
    assertThat(failure.code()).isEqualTo("ServerBusy");
    assertThat(vhd.sent()).isLessThanOrEqualTo(5 * 5);
  }

  @Test
  void aRangeWhoseConnectionIsCutIsSentAgain() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.spoiling(Fault.Action.CUT, "PUT", vhd.stagedPath(), PAGES, 2);
    room.spoiling(Fault.Action.LOSE_RESPONSE, "PUT", vhd.stagedPath(), PAGES, 3);

    assertThat(slice(vhd.byIdentity(), plan, JOB)).isEqualTo(new Slice.Complete());
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void aServiceThatDoesNotAnswerFailsTheCallInItsTime() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    for (int request = 1; request <= 4; request++) {
      room.spoiling(Fault.Action.HANG, "HEAD", vhd.blob().getBlobName(), null, request);
    }

    var failed =
        catchThrowableOfType(CallFailed.class, () -> vhds.source(vhd.byIdentity())).failure();

    assertThat(failed.kind()).isEqualTo(Failure.Kind.TRANSIENT);
    assertThat(failed.code()).isEqualTo("StorageUnreachable");
  }

  @Test
  void noSecretIsInWhatIsThrown() {
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN);
    ImagePlan.OfVhd plan = begun(vhd);
    ImageSource.Vhd source = vhd.bySas();
    String good = source.sas() == null ? "" : source.sas().reveal();
    String bad = good.replaceAll("sig=[^&]*", "sig=canary%2Fcanary%3D");

    room.failing(vhd.stagedPath(), PAGES, 1000, 403, "AuthenticationFailed");
    String copying = shown(failed(vhd.bySas(bad), plan));
    String readingPages = shown(failed(vhd.bySas(good), plan));
    String looking =
        shown(catchThrowableOfType(CallFailed.class, () -> vhds.source(vhd.bySas(bad))));

    String signature = good.replaceAll(".*sig=([^&]*).*", "$1");
    assertThat(copying + readingPages + looking)
        .contains("403")
        .contains("Storage Blob Data Reader")
        .doesNotContain("canary")
        .doesNotContain("sig=")
        .doesNotContain(signature);
  }

  @Test
  void aRangeWithoutAnAnswerIsGivenUpInItsTimeAndSentAgain() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.spoiling(Fault.Action.HANG, "PUT", vhd.stagedPath(), PAGES, 2);

    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.Complete());
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void aSasThatIsOverIsNamed() {
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN);
    ImagePlan.OfVhd plan = begun(vhd);
    Failure failure = failed(vhd.bySasUntil(now.minusSeconds(60)), plan).failure();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.PERMANENT);
    assertThat(failure.code()).isEqualTo("SourceSasExpired");
    assertThat(failure.detail()).contains("until").doesNotContain("sig=");
  }

  private static boolean isLeased(Vhd vhd) {
    return !room.requests("PUT", vhd.stagedPath(), "comp=lease").isEmpty();
  }

  private static String shown(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
