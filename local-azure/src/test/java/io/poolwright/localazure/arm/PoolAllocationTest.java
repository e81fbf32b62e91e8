package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many of the nodes asked for come to be, and what is said about the others. */
class PoolAllocationTest {
  private static final String POOL = Arm.ACCOUNT + "/pools/p1";
  private static final Duration RESIZE = Duration.ofSeconds(1);

  private Arm arm = Arm.asDelivered();

  @BeforeEach
  void publishAnImage() {
    arm.put(Bodies.VERSION, Bodies.versionFromVhd(Vhds.GOOD)).accepted();
    arm.pass(Duration.ofSeconds(2));
  }

  private void fresh(Consumer<ObjectNode> account) {
    arm = Arm.with(section -> account.accept((ObjectNode) section.at("/batchAccounts/0")));
    publishAnImage();
  }

  @Test
  void onePoolTooManyReachesThePoolQuota() {
    fresh(account -> account.put("poolQuota", 1));
    arm.putNew(POOL, Bodies.pool(0)).accepted();

    arm.putNew(POOL + "b", Bodies.pool(0)).refusedWith(409, "PoolQuotaReached");
    arm.delete(POOL);
    arm.putNew(POOL + "b", Bodies.pool(0)).refusedWith(409, "PoolQuotaReached");
    arm.pass(RESIZE);
    arm.putNew(POOL + "b", Bodies.pool(0)).accepted();
  }

  @Test
  void theAccountsCoresLimitThePoolAndShowAsAResizeError() {
    fresh(account -> account.put("dedicatedCoreQuota", 10));
    arm.putNew(POOL, Bodies.pool(3)).accepted();
    arm.putNew(POOL + "b", Bodies.pool(3)).accepted();
    assertThat(arm.get(POOL + "b").at("properties.resizeOperationStatus.errors").isMissingNode())
        .as("errors show once the pool is steady")
        .isTrue();
    arm.pass(RESIZE);

    assertThat(arm.get(POOL).at("properties.currentDedicatedNodes").asInt()).isEqualTo(3);
    var short2 = arm.get(POOL + "b");
    assertThat(short2.at("properties.currentDedicatedNodes").asInt()).isEqualTo(2);
    assertThat(short2.text("properties.resizeOperationStatus.errors.0.code"))
        .isEqualTo("AccountCoreQuotaReached");

    arm.delete(POOL);
    arm.pass(RESIZE);
    arm.patch(
            POOL + "b",
            "{\"properties\":{\"scaleSettings\":{\"fixedScale\":{\"targetDedicatedNodes\":3}}}}")
        .accepted();
    arm.pass(RESIZE);
    assertThat(arm.get(POOL + "b").at("properties.currentDedicatedNodes").asInt()).isEqualTo(3);
  }

  @Test
  void theFamilysCoresLimitThePoolIfTheyAreEnforced() {
    fresh(
        account -> account.withObjectProperty("coreQuotaPerVmFamily").put("standardDSv3Family", 4));
    arm.putNew(POOL, Bodies.pool(3)).accepted();
    arm.pass(RESIZE);

    var pool = arm.get(POOL);
    assertThat(pool.at("properties.currentDedicatedNodes").asInt()).isEqualTo(2);
    assertThat(pool.text("properties.resizeOperationStatus.errors.0.code"))
        .isEqualTo("AccountVMSeriesCoreQuotaReached");

    fresh(
        account ->
            account
                .put("coreQuotaPerVmFamilyEnforced", false)
                .withObjectProperty("coreQuotaPerVmFamily")
                .put("standardDSv3Family", 4));
    arm.putNew(POOL, Bodies.pool(3)).accepted();
    arm.pass(RESIZE);
    assertThat(arm.get(POOL).at("properties.currentDedicatedNodes").asInt()).isEqualTo(3);
  }

  @Test
  void lowPriorityCoresHaveTheirOwnQuota() {
    fresh(account -> account.put("lowPriorityCoreQuota", 2));
    arm.putNew(
        POOL,
        Bodies.pool(1)
            .replace(
                "\"targetDedicatedNodes\"",
                "\"targetLowPriorityNodes\": 2, \"targetDedicatedNodes\""));
    arm.pass(RESIZE);

    var pool = arm.get(POOL);
    assertThat(pool.at("properties.currentDedicatedNodes").asInt()).isEqualTo(1);
    assertThat(pool.at("properties.currentLowPriorityNodes").asInt()).isEqualTo(1);
    assertThat(pool.text("properties.resizeOperationStatus.errors.0.code"))
        .isEqualTo("AccountLowPriorityCoreQuotaReached");
  }

  @Test
  void aSizeThatCannotBootTheImageFailsAtAllocationOnly() {
    arm.putNew(POOL, Bodies.pool("Standard_A2_v2", Bodies.VERSION, 2, "")).accepted();
    arm.pass(RESIZE);

    var pool = arm.get(POOL);
    assertThat(pool.at("properties.currentDedicatedNodes").asInt()).isZero();
    assertThat(pool.text("properties.resizeOperationStatus.errors.0.code"))
        .isEqualTo("IncompatibleVMSize");
  }

  @Test
  void communicatingNodesAreAtMostAHundred() {
    arm.putNew(
            POOL,
            Bodies.pool(
                "Standard_D2s_v3",
                Bodies.VERSION,
                101,
                ", \"interNodeCommunication\": \"Enabled\""))
        .accepted();
    arm.pass(RESIZE);

    assertThat(arm.get(POOL).text("properties.resizeOperationStatus.errors.0.code"))
        .isEqualTo("CommunicationEnabledPoolReachedMaxVMCount");
  }

  @Test
  void aPoolOutlivesItsImageButCannotGrowWithoutIt() {
    arm.putNew(POOL, Bodies.pool(2)).accepted();
    arm.delete(Bodies.VERSION).accepted();
    arm.pass(RESIZE);
    assertThat(arm.get(POOL).at("properties.currentDedicatedNodes").asInt()).isEqualTo(2);

    String scale =
        "{\"properties\":{\"scaleSettings\":{\"fixedScale\":{\"targetDedicatedNodes\":%d}}}}";
    arm.patch(POOL, scale.formatted(3)).accepted();
    arm.pass(RESIZE);
    var stuck = arm.get(POOL);
    assertThat(stuck.at("properties.currentDedicatedNodes").asInt()).isEqualTo(2);
    assertThat(stuck.text("properties.resizeOperationStatus.errors.0.code"))
        .isEqualTo("DependentResourceNotFound");

    arm.patch(POOL, scale.formatted(1)).accepted();
    arm.pass(RESIZE);
    assertThat(arm.get(POOL).at("properties.currentDedicatedNodes").asInt()).isEqualTo(1);
  }
}
