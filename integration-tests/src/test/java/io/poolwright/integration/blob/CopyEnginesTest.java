package io.poolwright.integration.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.localazure.http.Fault;
import io.poolwright.worker.blob.BlobVhds;
import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.job.CopyRoute;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engines that take over where the service does not copy ranges, and how they are chosen. */
class CopyEnginesTest extends CopyBench {
  /** What a Copy Blob has to be told apart by: it has no query at all. */
  private static final String WHOLE = "^$";

  @Test
  void theWorkerRelaysByteForByteWithTwoRequestsARange() {
    fix(CopyEngine.RELAY);
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN, 0, 5, 12);
    ImagePlan.OfVhd plan = begun(vhd);
    room.calm();

    assertThat(slice(vhd.bySas(), plan)).isEqualTo(new Slice.Complete());

    assertThat(vhd.sent()).isEqualTo(8);
    assertThat(fromUrl(vhd)).isZero();
    assertThat(room.gateway().requests().recorded()).hasSize(2 * 8 + 9);
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void aRelayThatWasInterruptedGoesOnWithWhatIsMissing() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN, 0, 2, 4, 6, 8, 10, 12, 14);
    ImagePlan.OfVhd plan = begun(vhd);
    fix(CopyEngine.RELAY);
    Set<String> sent = copySome(vhd, plan);

    goesOn(vhd, sent);
  }

  @Test
  void aRelayReadsOnlyWhatWasPlanned() {
    fix(CopyEngine.RELAY);
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    vhd.write(0, 512, 7);

    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.SourceChanged());
    assertThat(vhd.sent()).isZero();
  }

  @Test
  void aRelaySitsOutAStormOnEitherSide() {
    fix(CopyEngine.RELAY);
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.failing(vhd.stagedPath(), PAGES, 3, 503, "ServerBusy");
    room.spoiling(Fault.Action.CUT, "GET", "/vhds/" + vhd.staged().getBlobName(), null, 3);

    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.Complete());
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void aDestinationThatDoesNotCopyRangesCopiesTheWholeBlobAndIsNotAskedTwice() {
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.failing(vhd.stagedPath(), PAGES, 1000, 501, "NotImplemented");

    CopyRoute route = rerouted(slice(vhd.bySas(), plan));
    assertThat(route.engine()).isEqualTo(CopyEngine.COPY_BLOB);
    assertThat(route.code()).isEqualTo("PutPageFromUrlRefused");
    assertThat(route.reason()).contains("501 NotImplemented").contains("goes on by Copy Blob");
    assertThat(staged(plan).route()).isEqualTo(route);
    int refused = fromUrl(vhd);
    assertThat(refused).isBetween(1, 6);

    assertThat(slice(vhd.bySas(), plan)).isInstanceOf(Slice.Pending.class);
    awaitService(plan);
    assertThat(staged(plan).route()).isEqualTo(route);
    assertThat(slice(vhd.bySas(), plan)).isEqualTo(new Slice.Complete());
    assertThat(fromUrl(vhd)).isEqualTo(refused);
    assertThat(vhd.isCopied()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"403, ,", "500, ,", "403, 403, AuthorizationFailure"})
  void whereTheServiceCannotReachTheSourceTheWorkerRelays(
      int status, @Nullable String sourceStatus, @Nullable String sourceCode) {
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN);
    ImagePlan.OfVhd plan = begun(vhd);
    Map<String, String> cause =
        sourceStatus == null || sourceCode == null
            ? Map.of()
            : Map.of(
                "x-ms-copy-source-status-code", sourceStatus,
                "x-ms-copy-source-error-code", sourceCode);
    room.failing(vhd.stagedPath(), PAGES, 1000, status, "CannotVerifyCopySource", cause);

    CopyRoute route = rerouted(slice(vhd.bySas(), plan));
    assertThat(route.engine()).isEqualTo(CopyEngine.RELAY);
    assertThat(route.code()).isEqualTo("CopySourceUnreachable");
    assertThat(route.reason()).contains("relaying through the worker").doesNotContain("sig=");
    int refused = fromUrl(vhd);

    room.gateway().faults().clear();
    assertThat(slice(vhd.bySas(), plan)).isEqualTo(new Slice.Complete());
    assertThat(fromUrl(vhd)).isEqualTo(refused);
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void whatOneEngineHasSentAnotherDoesNotSendAgain() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN, 0, 2, 4, 6, 8, 10, 12, 14);
    ImagePlan.OfVhd plan = begun(vhd);
    Set<String> sent = copySome(vhd, plan);
    room.failing(vhd.stagedPath(), PAGES, 1000, 403, "CannotVerifyCopySource");
    assertThat(rerouted(slice(vhd.byIdentity(), plan)).engine()).isEqualTo(CopyEngine.RELAY);

    goesOn(vhd, sent);
    assertThat(fromUrl(vhd)).isZero();
  }

  @Test
  void aServiceThatRefusesBothWaysLeavesItToTheWorker() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.failing(vhd.stagedPath(), PAGES, 6, 405, "UnsupportedHttpVerb");

    assertThat(rerouted(slice(vhd.byIdentity(), plan)).engine()).isEqualTo(CopyEngine.COPY_BLOB);
    room.failing(vhd.stagedPath(), WHOLE, 1, 400, "CopyAcrossAccountsNotSupported");
    CopyRoute route = rerouted(slice(vhd.byIdentity(), plan));
    assertThat(route.engine()).isEqualTo(CopyEngine.RELAY);
    assertThat(route.code()).isEqualTo("CopyBlobRefused");
    room.gateway().faults().clear();
    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.Complete());
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void aFixedEngineIsNotLeft() {
    fix(CopyEngine.PUT_PAGE_FROM_URL);
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.failing(vhd.stagedPath(), PAGES, 1000, 501, "NotImplemented");

    Failure failure = failed(vhd.byIdentity(), plan).failure();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.PERMANENT);
    assertThat(failure.code()).isEqualTo("PutPageFromUrlRefused");
  }

  @Test
  void aStalledCopyByRangesKeepsItsRanges() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN, 0, 2, 4, 6, 8, 10, 12, 14);
    ImagePlan.OfVhd plan = begun(vhd);
    Set<String> sent = copySome(vhd, plan);

    assertThat(rerouted(vhds.restart(plan, JOB)).engine()).isEqualTo(CopyEngine.RELAY);
    goesOn(vhd, sent);
    assertThat(fromUrl(vhd)).isZero();
  }

  /** A slice that is over when some ranges were sent; which ones. */
  private Set<String> copySome(Vhd vhd, ImagePlan.OfVhd plan) {
    InstantSource shortly = () -> vhd.sent() < 5 ? now : later;
    try (var first = new BlobVhds(room.clients(fixed), shortly)) {
      assertThat(first.copySlice(vhd.byIdentity(), plan, JOB, later))
          .isInstanceOf(Slice.Partial.class);
    }
    return ranges(vhd);
  }

  /** Goes on with a copy of which some was sent; the rest is sent, and only that. */
  private void goesOn(Vhd vhd, Set<String> sent) {
    room.calm();
    assertThat(slice(vhd.byIdentity(), vhd.plan())).isEqualTo(new Slice.Complete());
    assertThat(ranges(vhd)).isNotEmpty().doesNotContainAnyElementsOf(sent);
    assertThat(vhd.isCopied()).isTrue();
  }

  /** The ranges that were written; one that got no answer in time may have been, or not. */
  private static Set<String> ranges(Vhd vhd) {
    return room.requests("PUT", vhd.stagedPath(), "comp=page").stream()
        .filter(request -> Integer.valueOf(201).equals(request.status()))
        .map(request -> request.headers().getOrDefault("x-ms-range", ""))
        .collect(Collectors.toSet());
  }
}
