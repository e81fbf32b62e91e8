package io.poolwright.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.JobId;
import org.junit.jupiter.api.Test;

class ImageLedgerTest {
  private static final JobId ANN = new JobId("ann");
  private static final JobId BOB = new JobId("bob");
  private static final ArmId ONE = Jobs.DEFINITION.child("versions", "1.0.0");
  private static final ArmId TWO = Jobs.DEFINITION.child("versions", "2.0.0");
  private static final ImageLedger ANNS = ImageLedger.EMPTY.claimedBy(ANN, ONE);

  @Test
  void theOneWhoMadeItMayDeleteWhatNobodyElseClaims() {
    assertThat(ANNS.mayDelete(ONE, "ann", ANN)).isTrue();
    assertThat(ANNS.mayDeleteCopy("ann", ANN)).isTrue();
    ImageLedger both = ANNS.claimedBy(BOB, ONE);
    assertThat(both.mayDelete(ONE, "ann", ANN)).isFalse();
    assertThat(both.mayDeleteCopy("ann", ANN)).isFalse();
  }

  @Test
  void whoeverGivesUpTheLastClaimClearsUpAlsoWhatOthersMade() {
    ImageLedger bobs = ANNS.claimedBy(BOB, ONE).releasedBy(ANN);
    assertThat(bobs.mayDelete(ONE, "ann", BOB)).isTrue();
    assertThat(bobs.mayDeleteCopy("ann", BOB)).isTrue();
  }

  @Test
  void whatNoJobOfThisLedgerMadeIsLeftAlone() {
    assertThat(ANNS.mayDelete(ONE, "a stranger", ANN)).isFalse();
    assertThat(ANNS.mayDelete(ONE, null, ANN)).isFalse();
    assertThat(ANNS.mayDeleteCopy(null, ANN)).isFalse();
  }

  @Test
  void versionsAreClaimedEachByItselfAndTheCopyByAll() {
    ImageLedger both = ANNS.claimedBy(BOB, TWO);
    assertThat(both.mayDelete(ONE, "ann", ANN)).isTrue();
    assertThat(both.mayDeleteCopy("ann", ANN)).isFalse();
  }

  @Test
  void whatIsKeptStays() {
    ImageLedger kept = ANNS.keeping(ONE).keepingCopy().releasedBy(ANN).claimedBy(BOB, TWO);
    assertThat(kept.mayDelete(ONE, "ann", BOB)).isFalse();
    assertThat(kept.mayDelete(TWO, "bob", BOB)).isTrue();
    assertThat(kept.mayDeleteCopy("ann", BOB)).isFalse();
  }

  @Test
  void whileOneDeletesNobodyElseClaimsOrDeletes() {
    ImageLedger going = ANNS.condemnedBy(ANN);
    assertThat(going.claims()).isEmpty();
    assertThat(going.isHeldBy(ANN)).isTrue();
    assertThat(going.claimedBy(BOB, ONE)).isEqualTo(going);
    assertThat(going.condemnedBy(BOB)).isEqualTo(going);
    assertThat(going.isCondemnedByOther(BOB)).isTrue();
    assertThat(going.releasedBy(BOB).condemnedBy()).isEqualTo(ANN);
  }

  @Test
  void theLastOneIsWhoHoldsItWhileNobodyElseClaimsOrDeletes() {
    assertThat(ANNS.isHeldOnlyBy(ANN)).isTrue();
    assertThat(ANNS.condemnedBy(ANN).isHeldOnlyBy(ANN)).isTrue();
    assertThat(ANNS.claimedBy(BOB, TWO).isHeldOnlyBy(ANN)).isFalse();
    assertThat(ANNS.condemnedBy(BOB).isHeldOnlyBy(ANN)).isFalse();
    assertThat(ImageLedger.EMPTY.isHeldOnlyBy(ANN)).isFalse();
  }

  @Test
  void afterTheLastOneNothingIsLeftToSay() {
    assertThat(ANNS.releasedBy(ANN).isEmpty()).isTrue();
    assertThat(ANNS.condemnedBy(ANN).releasedBy(ANN).isEmpty()).isTrue();
  }
}
