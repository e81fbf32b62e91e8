package io.poolwright.integration.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.poolwright.contracts.JobId;
import io.poolwright.localazure.http.Fault;
import io.poolwright.worker.blob.BlobVhds;
import io.poolwright.worker.contract.VhdsContract;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Slice;
import io.poolwright.worker.steps.SourceVhd;
import io.poolwright.worker.steps.Vhds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobVhdsTest extends VhdsContract {
  private static final JobId JOB = new JobId("job-1");

  /** A SAS made now has to be good now: the worker's clock stands still, but at the right time. */
  private final Instant now = InstantSource.system().instant();

  private final Instant later = now.plusSeconds(60);

  @RegisterExtension static final BlobRoom room = new BlobRoom();

  private final Map<Given, Vhd> sources = new HashMap<>();
  private BlobVhds contractor;

  @BeforeEach
  void open() {
    contractor = vhds(InstantSource.system());
  }

  @AfterEach
  void end() {
    contractor.close();
  }

  @Override
  protected Vhds vhds() {
    return contractor;
  }

  @Override
  protected Given newSource() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    var given = new Given(vhd.byIdentity(), vhd.plan());
    sources.put(given, vhd);
    return given;
  }

  private Vhd vhd(Given given) {
    return Objects.requireNonNull(sources.get(given));
  }

  @Override
  protected void overwrite(Given given) {
    vhd(given).write(0, 512, 7);
  }

  @Override
  protected void deleteSource(Given given) {
    vhd(given).blob().delete();
  }

  @Override
  protected void dieInSlice(Given given, JobId job) {
    String staged = vhd(given).stagedPath();
    room.failing(staged, "comp=page$", 1, 403, "AuthorizationFailure");
    // The release is the second lease request; all of its tries are lost with the worker.
    for (int request = 2; request <= 5; request++) {
      room.spoiling(Fault.Action.CUT, "PUT", staged, "comp=lease", request);
    }
    assertThat(
            catchThrowableOfType(
                CallFailed.class,
                () -> contractor.copySlice(given.source(), given.plan(), job, soon())))
        .isNotNull();
    room.calm();
  }

  @Override
  protected Instant soon() {
    return later;
  }

  @ParameterizedTest
  @ValueSource(strings = {BlobRoom.OWN, BlobRoom.FOREIGN})
  void aSparseVhdIsCopiedByteForByteAndItsZerosAreNotSent(String account) {
    Vhd vhd = Vhd.create(room, account, 0, 5, 12);
    ImagePlan.OfVhd plan = vhd.plan();
    try (var vhds = vhds(() -> now)) {
      vhds.begin(plan, JOB);
      room.calm();
      var source = account.equals(BlobRoom.OWN) ? vhd.byIdentity() : vhd.bySas();

      assertThat(vhds.copySlice(source, plan, JOB, later)).isEqualTo(new Slice.Complete());

      assertThat(vhd.sent()).isEqualTo(3 + 1 + 3 + 1);
      assertThat(room.gateway().requests().recorded()).hasSize(8 + 9);
      assertThat(vhd.isCopied()).isTrue();
      assertThat(vhds.staged(plan.staged()))
          .hasValueSatisfying(staged -> assertThat(staged.complete()).isTrue());
    }
  }

  @Test
  void aSliceThatWasInterruptedGoesOnWithWhatIsMissing() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN, 0, 2, 4, 6, 8, 10, 12, 14);
    ImagePlan.OfVhd plan = vhd.plan();
    InstantSource short5 = () -> vhd.sent() < 5 ? now : later;
    try (var vhds = vhds(short5)) {
      vhds.begin(plan, JOB);
      assertThat(vhds.copySlice(vhd.byIdentity(), plan, JOB, later))
          .isInstanceOfSatisfying(
              Slice.Partial.class,
              partial -> {
                assertThat(partial.total()).isEqualTo(vhd.length());
                assertThat(partial.copied()).isBetween(vhd.zeros() + 5 * 512, vhd.length() - 1);
              });
    }
    int first = vhd.sent();
    try (var vhds = vhds(() -> now)) {
      assertThat(vhds.copySlice(vhd.byIdentity(), plan, JOB, later))
          .isEqualTo(new Slice.Complete());
    }

    assertThat(first).isBetween(5, 11);
    assertThat(vhd.sent()).isEqualTo(8 + 1 + 3 + 1);
    assertThat(vhd.isCopied()).isTrue();
  }

  @Test
  void whatIsCompleteIsNotCopiedAgain() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    ImagePlan.OfVhd plan = vhd.plan();
    try (var vhds = vhds(() -> now)) {
      vhds.begin(plan, JOB);
      vhds.copySlice(vhd.byIdentity(), plan, JOB, later);
      room.calm();

      assertThat(vhds.copySlice(vhd.byIdentity(), plan, new JobId("job-2"), later))
          .isEqualTo(new Slice.Complete());
      assertThat(vhd.sent()).isZero();
    }
  }

  @Test
  void aStagedBlobOfAnotherStateOfTheSourceIsBroken() {
    Vhd vhd = Vhd.create(room, BlobRoom.OWN);
    try (var vhds = vhds(() -> now)) {
      vhds.begin(vhd.plan(), JOB);
      vhd.write(0, 512, 1);

      assertThat(vhds.copySlice(vhd.byIdentity(), vhd.plan(), JOB, later))
          .isInstanceOf(Slice.Broken.class);
    }
  }

  @Test
  void theSourceAndItsFooterAreReadByOneCallEach() {
    Vhd vhd = Vhd.create(room, BlobRoom.FOREIGN);
    byte[] whole = vhd.blob().downloadContent().toBytes();
    room.calm();
    try (var vhds = vhds(() -> now)) {
      SourceVhd seen = vhds.source(vhd.bySas()).orElseThrow();
      byte[] footer = vhds.footer(vhd.bySas(), seen).orElseThrow();

      assertThat(seen.pageBlob()).isTrue();
      assertThat(seen.length()).isEqualTo(vhd.length());
      assertThat(footer).isEqualTo(Arrays.copyOfRange(whole, whole.length - 512, whole.length));
      assertThat(room.gateway().requests().recorded()).hasSize(2);
      vhd.write(0, 512, 1);
      assertThat(vhds.footer(vhd.bySas(), seen)).isEmpty();
      vhd.blob().delete();
      assertThat(vhds.source(vhd.bySas())).isEmpty();
    }
  }

  private static BlobVhds vhds(InstantSource clock) {
    return new BlobVhds(room.clients(), clock);
  }
}
