package io.poolwright.worker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.Jobs;
import io.poolwright.worker.steps.ImageLedgers;
import io.poolwright.worker.steps.ImageLedgers.Stored;
import org.junit.jupiter.api.Test;

/** Ledgers of images, changed by compare-and-set. */
public abstract class ImageLedgersContract {
  private static final ImageLedger CLAIMED =
      ImageLedger.EMPTY.claimedBy(new JobId("one"), Jobs.plan().version());
  private static final ImageLedger KEPT = CLAIMED.keeping(Jobs.plan().version());

  /** Ledgers among which there are none of this contract's images. */
  protected abstract ImageLedgers ledgers();

  @Test
  public void anImageThatNobodyHasClaimedHasAnEmptyLedger() {
    assertThat(ledgers().load("westeurope/c0")).isEqualTo(Stored.NONE);
  }

  @Test
  public void oneOfTwoWhoBeginALedgerIsRefused() {
    ImageLedgers ledgers = ledgers();
    assertThat(ledgers.replace("westeurope/c1", Stored.NONE, CLAIMED)).isTrue();
    assertThat(ledgers.replace("westeurope/c1", Stored.NONE, KEPT)).isFalse();
    assertThat(ledgers.load("westeurope/c1").ledger()).isEqualTo(CLAIMED);
  }

  @Test
  public void onlyWhoHasSeenTheLatestMayReplaceIt() {
    ImageLedgers ledgers = ledgers();
    ledgers.replace("westeurope/c2", Stored.NONE, CLAIMED);
    Stored first = ledgers.load("westeurope/c2");
    assertThat(ledgers.replace("westeurope/c2", first, KEPT)).isTrue();
    assertThat(ledgers.replace("westeurope/c2", first, CLAIMED)).isFalse();
    assertThat(ledgers.load("westeurope/c2").ledger()).isEqualTo(KEPT);
  }

  @Test
  public void aLedgerThatSaysNothingIsGone() {
    ImageLedgers ledgers = ledgers();
    ledgers.replace("westeurope/c3", Stored.NONE, CLAIMED);
    Stored stored = ledgers.load("westeurope/c3");
    assertThat(ledgers.replace("westeurope/c3", stored, ImageLedger.EMPTY)).isTrue();
    assertThat(ledgers.load("westeurope/c3")).isEqualTo(Stored.NONE);
    assertThat(ledgers.replace("westeurope/c3", stored, KEPT)).isFalse();
  }
}
