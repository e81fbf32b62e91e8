package io.poolwright.worker.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.Problem;
import io.poolwright.worker.job.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is short may come free, so that it is told and nothing is refused. */
class QuotaRulesTest {
  private static final VmSize D2 = size("Standard_D2s_v3", 2, "standardDSv3Family");
  private static final VmSize F4 = size("Standard_F4s_v2", 4, "standardFSv2Family");
  private static final String FIXED = "/pool/properties/scaleSettings/fixedScale/";

  private final List<ListedPool> others = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  private static VmSize size(String name, int cores, String family) {
    return new VmSize(name, cores, family, Set.of());
  }

  private void there(VmSize size, int dedicated, int lowPriority) {
    String name = "pool-" + others.size();
    var pool = new Pool("1", null, false, true, dedicated, dedicated, null, List.of());
    var image = new ListedPool.Image("a:b:c:latest", false);
    others.add(
        new ListedPool(
            Jobs.ACCOUNT.child("pools", name),
            pool,
            image,
            size.name(),
            dedicated,
            lowPriority,
            null));
  }

  private static BatchAccount account(
      int pools, int cores, int lowPriority, Map<String, Integer> families) {
    return new BatchAccount("westeurope", pools, cores, lowPriority, families, false, true, true);
  }

  private List<Problem> found(BatchAccount account, int dedicated, int lowPriority) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties
        .withObject("/scaleSettings/fixedScale")
        .put("targetDedicatedNodes", dedicated)
        .put("targetLowPriorityNodes", lowPriority);
    var findings = new Findings();
    var rules = new QuotaRules(account, others, this::offered);
    rules.checkPools(findings);
    rules.checkCores(properties, D2, findings);
    assertThat(findings.isEmpty()).isTrue();
    return findings.warnings();
  }

  private Optional<VmSize> offered(String name) {
    asked.add(name);
    return Optional.of(F4).filter(size -> size.name().equals(name));
  }

  @Test
  void whatFitsIsNotWarnedOf() {
    there(D2, 3, 0);
    assertThat(found(account(2, 10, 0, Map.of()), 2, 0)).isEmpty();
  }

  @Test
  void anAccountThatHasAllItsPoolsIsNamedWithBothFigures() {
    there(D2, 0, 0);
    assertThat(found(account(1, 10, 0, Map.of()), 2, 0))
        .extracting(Problem::problem)
        .containsExactly("The account has 1 pools, and its quota is 1.");
  }

  @Test
  void moreThanTheWholeQuotaIsWarnedOfForQuotasCanBeRaised() {
    assertThat(found(account(9, 10, 4, Map.of("standarddsv3family", 6)), 4, 3))
        .extracting(Problem::pointer, Problem::problem)
        .containsExactly(
            tuple(
                FIXED + "targetDedicatedNodes",
                "4 nodes of Standard_D2s_v3 take 8 dedicated cores of standardDSv3Family, and the"
                    + " account's quota is 6."),
            tuple(
                FIXED + "targetLowPriorityNodes",
                "3 nodes of Standard_D2s_v3 take 6 low-priority cores, and the account's quota is"
                    + " 4."));
  }

  @Test
  void whatOtherPoolsHaveIsCountedByTheCoresOfTheirOwnSizes() {
    there(F4, 2, 0);
    there(F4, 1, 0);
    there(size("Standard_Gone", 64, "gone"), 5, 0);
    assertThat(found(account(9, 15, 0, Map.of()), 2, 0))
        .extracting(Problem::problem)
        .containsExactly(
            "2 nodes of Standard_D2s_v3 take 4 dedicated cores, and other pools have 12 of the"
                + " account's 15.");
    assertThat(asked).containsExactly("Standard_F4s_v2", "Standard_Gone");
  }

  @Test
  void onlyPoolsOfTheSameFamilyTakeOfItsQuota() {
    there(F4, 2, 0);
    there(D2, 1, 9);
    Map<String, Integer> families = Map.of("standarddsv3family", 4);
    assertThat(found(account(9, 100, 0, families), 1, 0)).isEmpty();
    assertThat(found(account(9, 100, 0, families), 2, 0)).hasSize(1);
  }
}
