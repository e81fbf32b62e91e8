package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final String POOL = Arm.ACCOUNT + "/pools/p1";
  private static final Duration RESIZE = Duration.ofSeconds(1);

  private final Arm arm = Arm.asDelivered();

  @BeforeEach
  void publishAnImage() {
    arm.put(Bodies.VERSION, Bodies.versionFromVhd(Vhds.GOOD)).accepted();
    arm.pass(Duration.ofSeconds(2));
  }

  @Test
  void aNewPoolResizesAndIsSteadyOnceItsTimeHasCome() {
    var created = arm.putNew(POOL, Bodies.pool(4)).accepted();

    assertThat(created.status()).isEqualTo(200);
    assertThat(created.text("properties.allocationState")).isEqualTo("Resizing");
    assertThat(created.text("properties.provisioningState")).isEqualTo("Succeeded");
    assertThat(created.at("properties.currentDedicatedNodes").asInt()).isZero();
    assertThat(created.header("ETag")).startsWith("W/\"0x8D").isEqualTo(created.text("etag"));
    assertThat(created.header("Last-Modified")).endsWith("GMT");

    arm.pass(Duration.ofMillis(500));
    assertThat(arm.get(POOL).at("properties.currentDedicatedNodes").asInt()).isEqualTo(2);

    arm.pass(Duration.ofMillis(500));
    var steady = arm.get(POOL);
    assertThat(steady.text("properties.allocationState")).isEqualTo("Steady");
    assertThat(steady.at("properties.currentDedicatedNodes").asInt()).isEqualTo(4);
    assertThat(steady.at("properties.resizeOperationStatus.errors").isMissingNode()).isTrue();
    assertThat(steady.text("properties.allocationStateTransitionTime"))
        .isGreaterThan(steady.text("properties.creationTime"));
  }

  @Test
  void aPoolOfNoNodesResizesTooAsRecordedOfTheRealService() {
    var created = arm.putNew(POOL, Bodies.pool(0));

    assertThat(created.text("properties.allocationState")).isEqualTo("Resizing");
    arm.pass(RESIZE);
    assertThat(arm.get(POOL).text("properties.allocationState")).isEqualTo("Steady");
  }

  @Test
  void whatWasLeftOutComesBackWithTheServicesDefaults() {
    var created = arm.putNew(POOL, Bodies.pool(0));

    assertThat(created.text("properties.interNodeCommunication")).isEqualTo("Disabled");
    assertThat(created.at("properties.taskSlotsPerNode").asInt()).isEqualTo(1);
    assertThat(created.text("properties.taskSchedulingPolicy.nodeFillType")).isEqualTo("Spread");
    assertThat(created.at("properties.scaleSettings.fixedScale.targetLowPriorityNodes").asInt(-1))
        .isZero();
  }

  @Test
  void idsAreFoundInAnyCaseAndKeepTheirOwn() {
    arm.putNew(Arm.ACCOUNT + "/pools/MyPool", Bodies.pool(0)).accepted();

    var found =
        arm.get(Arm.ACCOUNT.replace("poolwrightbatch", "PoolwrightBATCH") + "/pools/mypool");
    assertThat(found.text("name")).isEqualTo("MyPool");
    assertThat(found.text("id")).isEqualTo(Arm.ACCOUNT + "/pools/MyPool");
  }

  @Test
  void aPoolThatExistsIsNotCreatedAgain() {
    arm.putNew(POOL, Bodies.pool(0));

    arm.putNew(POOL, Bodies.pool(0)).refusedWith(412, "ConditionNotMet");
  }

  @Test
  void aReplacementWithAnEtagOfYesterdayIsRefused() {
    String etag = arm.putNew(POOL, Bodies.pool(0)).header("ETag");
    arm.pass(RESIZE);

    var replaced = arm.call("PUT", POOL, Bodies.pool(1), Map.of("if-match", etag)).accepted();
    assertThat(replaced.header("ETag")).isNotEqualTo(etag);
    arm.call("PUT", POOL, Bodies.pool(2), Map.of("if-match", etag))
        .refusedWith(412, "ConditionNotMet");
  }

  @Test
  void theSizeOfAPoolCannotBeChanged() {
    arm.putNew(POOL, Bodies.pool(0));
    arm.pass(RESIZE);

    String refusal =
        arm.put(POOL, Bodies.pool("Standard_D4s_v3", Bodies.VERSION, 0, ""))
            .refusedWith(409, "PropertyCannotBeUpdated");
    assertThat(refusal).contains("properties.vmSize");
  }

  @Test
  void aPatchScalesAndReplacesMetadata() {
    arm.putNew(POOL, Bodies.pool(1));
    arm.pass(RESIZE);

    arm.patch(
            POOL,
            """
            {"properties": {"metadata": [{"name": "job", "value": "42"}],
             "scaleSettings": {"fixedScale": {"targetDedicatedNodes": 3}}}}
            """)
        .accepted();
    arm.pass(RESIZE);

    var pool = arm.get(POOL);
    assertThat(pool.at("properties.currentDedicatedNodes").asInt()).isEqualTo(3);
    assertThat(pool.text("properties.metadata.0.value")).isEqualTo("42");
    assertThat(pool.text("properties.vmSize")).isEqualTo("Standard_D2s_v3");
  }

  @Test
  void aPoolThatIsBeingResizedIsNotResizedAgain() {
    arm.putNew(POOL, Bodies.pool(1));

    arm.patch(POOL, "{\"properties\":{\"scaleSettings\":{\"fixedScale\":{}}}}")
        .refusedWith(409, "PoolBeingResized");
  }

  @Test
  void aStoppedResizeKeepsTheNodesItHasAndSaysSo() {
    arm.putNew(POOL, Bodies.pool(4));
    arm.pass(Duration.ofMillis(500));

    assertThat(arm.post(POOL + "/stopResize").text("properties.allocationState"))
        .isEqualTo("Stopping");
    arm.pass(RESIZE);

    var pool = arm.get(POOL);
    assertThat(pool.at("properties.currentDedicatedNodes").asInt()).isEqualTo(2);
    assertThat(pool.text("properties.resizeOperationStatus.errors.0.code"))
        .isEqualTo("ResizeStopped");
    arm.post(POOL + "/stopResize").refusedWith(409, "OperationInvalidForCurrentState");
  }

  @Test
  void aPoolIsBeingDeletedForAWhileAndThenGone() {
    arm.putNew(POOL, Bodies.pool(1));

    var deletion = arm.delete(POOL);
    assertThat(deletion.status()).isEqualTo(202);
    assertThat(deletion.header("Retry-After")).isEqualTo("1");
    assertThat(arm.get(POOL).text("properties.provisioningState")).isEqualTo("Deleting");
    arm.putNew(POOL, Bodies.pool(1)).refusedWith(409, "PoolBeingDeleted");
    assertThat(arm.get(deletion.header("Location")).status()).isEqualTo(202);

    arm.pass(Duration.ofMillis(500));
    assertThat(arm.get(deletion.header("Location")).status()).isEqualTo(200);
    arm.get(POOL).refusedWith(404, "PoolNotFound");
    assertThat(arm.delete(POOL).status()).isEqualTo(204);
    arm.putNew(POOL, Bodies.pool(1)).accepted();
    assertThat(arm.get(deletion.header("Location")).status()).isEqualTo(200);
  }

  @Test
  void listsComeInPagesWithAbsoluteLinks() {
    for (String name : new String[] {"a", "b", "c"}) {
      arm.putNew(Arm.ACCOUNT + "/pools/" + name, Bodies.pool(0));
    }

    var first = arm.get(Arm.ACCOUNT + "/pools?maxresults=2");
    assertThat(first.at("value").size()).isEqualTo(2);
    assertThat(first.text("nextLink")).startsWith(Arm.BASE.toString());
    var second = arm.get(first.text("nextLink"));
    assertThat(second.text("value.0.name")).isEqualTo("c");
    assertThat(second.at("nextLink").isMissingNode()).isTrue();
  }

  @Test
  void aFormulaThatAssignsANumberIsEvaluatedAndAnyOtherGivesNoNodes() {
    String trivial = "\"autoScale\": {\"formula\": \"$TargetDedicatedNodes = 3;\"}";
    arm.putNew(POOL, Bodies.pool(0).replaceFirst("\"fixedScale\".*", scale(trivial))).accepted();
    arm.pass(RESIZE);
    var pool = arm.get(POOL);
    assertThat(pool.at("properties.currentDedicatedNodes").asInt()).isEqualTo(3);
    assertThat(pool.text("properties.autoScaleRun.results")).contains("$TargetDedicatedNodes=3");

    assertThat(
            arm.post(POOL + "/disableAutoScale")
                .text("properties.scaleSettings.fixedScale.targetDedicatedNodes"))
        .isEqualTo("3");

    String other = "\"autoScale\": {\"formula\": \"$TargetDedicatedNodes = max(1, 2);\"}";
    arm.putNew(POOL + "b", Bodies.pool(0).replaceFirst("\"fixedScale\".*", scale(other)))
        .accepted();
    arm.pass(RESIZE);
    assertThat(arm.get(POOL + "b").at("properties.currentDedicatedNodes").asInt()).isZero();
  }

  private static String scale(String autoScale) {
    return Matcher.quoteReplacement(autoScale + "}");
  }
}
