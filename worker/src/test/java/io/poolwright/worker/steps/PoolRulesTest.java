package io.poolwright.worker.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Jobs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mistakes that cost people hours, found before anything is paid for. */
class PoolRulesTest {
  private static final String MACHINE = "/deploymentConfiguration/virtualMachineConfiguration";
  private static final VmSize SIZE =
      new VmSize("Standard_D2s_v3", 2, "standardDSv3Family", Set.of(HyperVGeneration.V2));
  private static final BatchAccount ACCOUNT =
      new BatchAccount("westeurope", 100, 5_000, 0, Map.of(), false, true, true);

  private OsType osType = OsType.LINUX;
  private VmSize size = SIZE;
  private BatchAccount account = ACCOUNT;
  private Instant acceptedAt = Jobs.NOON;

  /** Pointers of what is wrong with the good request after this change. */
  private List<String> wrongWith(Consumer<ObjectNode> change) {
    return pointers(found(change).problems());
  }

  private List<String> doubtfulWith(Consumer<ObjectNode> change) {
    return pointers(found(change).warnings());
  }

  private static List<String> pointers(List<Problem> problems) {
    return problems.stream().map(Problem::pointer).toList();
  }

  private Findings found(Consumer<ObjectNode> change) {
    ProvisionRequest good = Jobs.request("job", OnFailure.ROLL_BACK);
    ImageRequest image = good.image();
    ObjectNode properties = good.pool().properties().deepCopy();
    change.accept(properties);
    Job job =
        Job.accepted(
            new ProvisionRequest(
                good.jobId(),
                new ImageRequest(
                    image.source(),
                    osType,
                    image.hyperVGeneration(),
                    image.definition(),
                    image.version()),
                new PoolRequest(good.pool().id(), properties),
                null,
                OnFailure.ROLL_BACK),
            new Job.Admission("fingerprint", acceptedAt, acceptedAt.plusSeconds(3600)));
    var findings = new Findings();
    NodeRules.check(job, size, findings);
    ScaleRules.check(properties, account, findings);
    return findings;
  }

  private static Consumer<ObjectNode> agent(String agent) {
    return properties -> properties.withObject(MACHINE).put("nodeAgentSkuId", agent);
  }

  private static Consumer<ObjectNode> nodes(int nodes, @Nullable String timeout) {
    return properties ->
        properties
            .withObject("/scaleSettings/fixedScale")
            .put("targetDedicatedNodes", nodes)
            .put("resizeTimeout", timeout);
  }

  private static Consumer<ObjectNode> formula(String formula, String interval) {
    return properties -> {
      properties.putObject("scaleSettings");
      properties
          .withObject("/scaleSettings/autoScale")
          .put("formula", formula)
          .put("evaluationInterval", interval);
    };
  }

  @Test
  void aGoodPoolHasNothingAgainstIt() {
    assertThat(wrongWith(properties -> {})).isEmpty();
    assertThat(doubtfulWith(properties -> {})).isEmpty();
  }

  @Test
  void theNodeAgentMustBeForTheImagesSystem() {
    String pointer = "/pool/properties" + MACHINE + "/nodeAgentSkuId";
    assertThat(wrongWith(agent("batch.node.windows amd64"))).containsExactly(pointer);
    osType = OsType.WINDOWS;
    assertThat(wrongWith(agent("batch.node.ubuntu 24.04"))).containsExactly(pointer);
    assertThat(wrongWith(agent("batch.node.windows amd64"))).isEmpty();
  }

  @Test
  void anAgentThatBatchHasRetiredGetsNoNodes() {
    assertThat(wrongWith(agent("batch.node.ubuntu 20.04"))).hasSize(1);
    assertThat(wrongWith(agent("Batch.Node.CentOS 7"))).hasSize(1);
    assertThat(wrongWith(agent("batch.node.ubuntu 22.04"))).as("until June 2027").isEmpty();
    assertThat(wrongWith(agent("batch.node.el 9"))).isEmpty();
  }

  @Test
  void anAgentThatBatchRetiresWithinNinetyDaysIsWarnedOf() {
    Consumer<ObjectNode> agent = agent("batch.node.ubuntu 22.04");
    acceptedAt = Instant.parse("2027-03-31T12:00:00Z");
    assertThat(doubtfulWith(agent)).isEmpty();
    acceptedAt = Instant.parse("2027-04-01T12:00:00Z");
    assertThat(doubtfulWith(agent)).hasSize(1);
    acceptedAt = Instant.parse("2027-06-30T12:00:00Z");
    assertThat(wrongWith(agent)).as("its last day").isEmpty();
    acceptedAt = Instant.parse("2027-07-01T12:00:00Z");
    assertThat(wrongWith(agent)).hasSize(1);
    assertThat(doubtfulWith(agent)).isEmpty();
  }

  @Test
  void theSizeMustBootTheImagesGeneration() {
    size = new VmSize("Standard_A2_v2", 2, "standardAv2Family", Set.of(HyperVGeneration.V1));
    assertThat(wrongWith(properties -> {})).containsExactly("/pool/properties/vmSize");
    size = new VmSize("Standard_New", 2, "standardNewFamily", Set.of());
    assertThat(wrongWith(properties -> {})).as("where Azure does not say").isEmpty();
  }

  @Test
  void theDisksOfACustomLinuxImageAreNotEncrypted() {
    Consumer<ObjectNode> encrypted =
        properties ->
            properties
                .withObject(MACHINE + "/diskEncryptionConfiguration")
                .putArray("targets")
                .add("OsDisk");
    assertThat(wrongWith(encrypted))
        .containsExactly("/pool/properties" + MACHINE + "/diskEncryptionConfiguration");
  }

  @Test
  void aNodeHasAtMostFourTaskSlotsACore() {
    assertThat(wrongWith(properties -> properties.put("taskSlotsPerNode", 8))).isEmpty();
    assertThat(wrongWith(properties -> properties.put("taskSlotsPerNode", 9)))
        .containsExactly("/pool/properties/taskSlotsPerNode");
  }

  @Test
  void aResizeNeedsFiveMinutesAndShouldHaveAQuarterOfAnHourForAThousandNodes() {
    String pointer = "/pool/properties/scaleSettings/fixedScale/resizeTimeout";
    assertThat(wrongWith(nodes(2, "PT5M"))).isEmpty();
    assertThat(wrongWith(nodes(2, "PT4M59S"))).containsExactly(pointer);
    assertThat(wrongWith(nodes(1_500, "PT20M"))).isEmpty();
    assertThat(doubtfulWith(nodes(1_500, "PT20M"))).containsExactly(pointer);
    assertThat(doubtfulWith(nodes(1_500, "PT22M30S"))).isEmpty();
    assertThat(doubtfulWith(nodes(1_500, null))).as("the default is too short").hasSize(1);
  }

  @Test
  void nodesThatTalkToEachOtherAreFew() {
    Consumer<ObjectNode> talking =
        properties -> properties.put("interNodeCommunication", "Enabled");
    assertThat(wrongWith(talking.andThen(nodes(100, "PT15M")))).isEmpty();
    assertThat(wrongWith(talking.andThen(nodes(101, "PT15M"))))
        .containsExactly("/pool/properties/scaleSettings/fixedScale");
    account = new BatchAccount("westeurope", 100, 5_000, 0, Map.of(), true, true, true);
    assertThat(wrongWith(talking.andThen(nodes(81, "PT15M")))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$TargetDedicatedNodes = 3;",
        "n = max(0, $PendingTasks.GetSample(1)); /* ) */\n$TargetLowPriorityNodes=n; // \"",
        "t = \"(//\"; $targetdedicatednodes = 1;"
      })
  void aFormulaThatMayBeRightIsLeftToBatch(String formula) {
    assertThat(wrongWith(formula(formula, "PT5M"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  // nothing",
        "$TargetDedicatedNodes == 3;",
        "$TargetDedicatedNodes = min(3, (2);",
        "$TargetDedicatedNodes = [1);",
        "x = \"open; $TargetDedicatedNodes = 1;"
      })
  void aFormulaThatCannotBeRightIsRefused(String formula) {
    assertThat(wrongWith(formula(formula, "PT15M")))
        .containsExactly("/pool/properties/scaleSettings/autoScale/formula");
  }

  @Test
  void aFormulaIsEvaluatedEveryFiveMinutesToAWeek() {
    String pointer = "/pool/properties/scaleSettings/autoScale/evaluationInterval";
    assertThat(wrongWith(formula("$TargetDedicatedNodes=1;", "PT4M"))).containsExactly(pointer);
    assertThat(wrongWith(formula("$TargetDedicatedNodes=1;", "P8D"))).containsExactly(pointer);
    assertThat(wrongWith(formula("$TargetDedicatedNodes=1;", "P7D"))).isEmpty();
  }

  @Test
  void aFamilyWithoutQuotaGetsNoCores() {
    assertThat(ACCOUNT.quotaOf("standardDSv3Family")).as("not by families").isEmpty();
    var byFamily =
        new BatchAccount("westeurope", 9, 9, 9, Map.of("standarddsv3family", 8), false, true, true);
    assertThat(byFamily.quotaOf("standardDSv3Family")).hasValue(8);
    assertThat(byFamily.quotaOf("standardFSv2Family")).hasValue(0);
  }
}
