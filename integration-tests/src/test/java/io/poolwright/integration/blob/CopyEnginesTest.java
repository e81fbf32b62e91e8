package io.poolwright.integration.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.localazure.http.Fault;
import io.poolwright.worker.blob.BlobVhds;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.job.CopyRoute;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import io.poolwright.worker.steps.StagedVhd;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engines that take over where the service does not copy ranges, and how they are chosen. */
class CopyEnginesTest {
  private static final JobId JOB = new JobId("job-1");
  private static final JobId OTHER = new JobId("job-2");
  private static final String PAGES = "comp=page$";

  /** What a Copy Blob has to be told apart by: it has no query at all. */
  private static final String WHOLE = "^$";

  @TempDir static Path data;
  private static BlobRoom room;

  private final Instant now = InstantSource.system().instant();
  private final Instant later = now.plusSeconds(60);
  private @Nullable CopyEngine fixed;
  private BlobVhds vhds;

  @BeforeAll
  static void open() {
    room = BlobRoom.open(data, 2);
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @BeforeEach
  void calm() {
    room.calm();
    vhds = new BlobVhds(room.clients(), InstantSource.system());
  }

  @AfterEach
  void end() {
    room.calm();
    vhds.close();
  }

  @Test
  void theWorkerRelaysByteForByteWithTwoRequestsARange() {
    fix(CopyEngine.RELAY);
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN, 0, 5, 12);
    ImagePlan.OfVhd plan = begun(vhd);
    room.calm();

    assertThat(slice(vhd.bySas(), plan)).isEqualTo(new Slice.Complete());

    assertThat(vhd.sent()).isEqualTo(8);
    assertThat(fromUrl(vhd)).isZero();
    assertThat(room.gateway.requests().recorded()).hasSize(2 * 8 + 9);
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void aRelayThatWasInterruptedGoesOnWithWhatIsMissing() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN, 0, 2, 4, 6, 8, 10, 12, 14);
    ImagePlan.OfVhd plan = begun(vhd);
    fix(CopyEngine.RELAY);
    Set<String> sent = copySome(vhd, plan);
    room.calm();
    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.Complete());
    assertThat(ranges(vhd)).isNotEmpty().doesNotContainAnyElementsOf(sent);
    assertThat(vhd.isCopied()).isTrue();
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
    int before = room.gateway.requests().recorded().size();

    assertThat(vhds.copySlice(vhd.bySas(), plan, OTHER, later)).isEqualTo(new Slice.Complete());
    assertThat(room.gateway.requests().recorded()).hasSize(before + 8);
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

    room.gateway.faults().clear();
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
    room.calm();
    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.Complete());

    assertThat(fromUrl(vhd)).isZero();
    assertThat(ranges(vhd)).isNotEmpty().doesNotContainAnyElementsOf(sent);
    assertThat(vhd.isCopied()).isTrue();
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
    room.gateway.faults().clear();
    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.Complete());
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void aFixedEngineIsNotLeft() {
    fix(CopyEngine.PUT_PAGE_FROM_URL);
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.failing(vhd.stagedPath(), PAGES, 1000, 501, "NotImplemented");

    Failure failure = failed(vhd.byIdentity(), plan);

    assertThat(failure.kind()).isEqualTo(Failure.Kind.PERMANENT);
    assertThat(failure.code()).isEqualTo("PutPageFromUrlRefused");
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
  void aStalledCopyByRangesKeepsItsRanges() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN, 0, 2, 4, 6, 8, 10, 12, 14);
    ImagePlan.OfVhd plan = begun(vhd);
    Set<String> sent = copySome(vhd, plan);
    room.calm();

    assertThat(rerouted(vhds.restart(plan, JOB)).engine()).isEqualTo(CopyEngine.RELAY);
    assertThat(slice(vhd.byIdentity(), plan)).isEqualTo(new Slice.Complete());
    assertThat(fromUrl(vhd)).isZero();
    assertThat(ranges(vhd)).isNotEmpty().doesNotContainAnyElementsOf(sent);
    assertThat(vhd.isCopied()).isTrue();
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

  @Test
  void aSasThatIsOverIsNamed() {
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN);
    ImagePlan.OfVhd plan = begun(vhd);
    Failure failure = failed(vhd.bySasUntil(now.minusSeconds(60)), plan);

    assertThat(failure.kind()).isEqualTo(Failure.Kind.PERMANENT);
    assertThat(failure.code()).isEqualTo("SourceSasExpired");
    assertThat(failure.detail()).contains("until").doesNotContain("sig=");
  }

  /** A blob that was rerouted to Copy Blob, which the service has begun. */
  private Vhd pending() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = begun(vhd);
    room.failing(vhd.stagedPath(), PAGES, 6, 501, "NotImplemented");
    rerouted(slice(vhd.byIdentity(), plan));
    room.gateway.faults().clear();
    assertThat(slice(vhd.byIdentity(), plan)).isInstanceOf(Slice.Pending.class);
    return vhd;
  }

  private void fix(CopyEngine engine) {
    fixed = engine;
    vhds.close();
    vhds = new BlobVhds(room.clients(fixed), InstantSource.system());
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

  /** The ranges that were written; one that got no answer in time may have been, or not. */
  private static Set<String> ranges(Vhd vhd) {
    return room.requests("PUT", vhd.stagedPath(), "comp=page").stream()
        .filter(request -> Integer.valueOf(201).equals(request.status()))
        .map(request -> request.headers().getOrDefault("x-ms-range", ""))
        .collect(Collectors.toSet());
  }

  private ImagePlan.OfVhd begun(Vhd vhd) {
    ImagePlan.OfVhd plan = vhd.plan();
    vhds.begin(plan, JOB);
    return plan;
  }

  private Slice slice(ImageSource.Vhd source, ImagePlan.OfVhd plan) {
    return vhds.copySlice(source, plan, JOB, later);
  }

  private Failure failed(ImageSource.Vhd source, ImagePlan.OfVhd plan) {
    return catchThrowableOfType(CallFailed.class, () -> slice(source, plan)).failure();
  }

  private static CopyRoute rerouted(Slice slice) {
    assertThat(slice).isInstanceOf(Slice.Rerouted.class);
    return ((Slice.Rerouted) slice).route();
  }

  private StagedVhd staged(ImagePlan.OfVhd plan) {
    return vhds.staged(plan.staged()).orElseThrow();
  }

  private void awaitService(ImagePlan.OfVhd plan) {
    await().until(() -> staged(plan).pending() == null);
  }

  /** How many ranges the service was asked to copy. */
  private static int fromUrl(Vhd vhd) {
    return naming(vhd, "comp=page");
  }

  /** How many copies of the whole the service was asked for; they have no query. */
  private static int copies(Vhd vhd) {
    return naming(vhd, "null");
  }

  private static int naming(Vhd vhd, String query) {
    return (int)
        room.requests("PUT", vhd.stagedPath(), query).stream()
            .filter(request -> request.headers().containsKey("x-ms-copy-source"))
            .count();
  }

  private static BlobLeaseClient lease(Vhd vhd) {
    return new BlobLeaseClientBuilder().blobClient(vhd.staged()).buildClient();
  }
}
