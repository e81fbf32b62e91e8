package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.Pool;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How ARM is spoken to about pools. */
class ArmPoolsTest extends ArmBench {
  @Test
  void aPoolIsReadWithItsOwnerItsNodesAndItsErrors() {
    server.answers(
        200,
        """
        {"etag":"0x8D","properties":{"provisioningState":"Succeeded",
         "allocationState":"Steady","currentDedicatedNodes":1,"currentLowPriorityNodes":2,
         "metadata":[{"name":"x","value":"y"},{"name":"poolwright-job","value":"job-1"}],
         "scaleSettings":{"fixedScale":{"targetDedicatedNodes":9}},
         "resizeOperationStatus":{"targetDedicatedNodes":4,"targetLowPriorityNodes":3,
          "startTime":"2026-11-24T10:00:00.5Z","errors":[{"code":"AllocationFailed",
          "message":"no nodes","details":[{"code":"Reason","message":"full\\nhouse",
           "details":[{"code":"QuotaExceeded","message":"cores"}]}]}]}}}""");
    assertThat(arm.pool(POOL))
        .contains(
            new Pool(
                "0x8D",
                "job-1",
                false,
                true,
                3,
                7,
                Instant.parse("2026-11-24T10:00:00.5Z"),
                List.of(
                    new Pool.ResizeError(
                        "AllocationFailed",
                        "no nodes; Reason: full\\nhouse; QuotaExceeded: cores"))));
    assertThat(server.lastAsked().target()).isEqualTo(POOL + BATCH);
  }

  @Test
  void anAutoscaledPoolWantsTheNodesThatItHas() {
    server.answers(
        200,
        """
        {"properties":{"provisioningState":"Deleting","allocationState":"Resizing",
         "currentDedicatedNodes":5,"scaleSettings":{"autoScale":{"formula":"f"}}}}""");
    assertThat(arm.pool(POOL)).contains(new Pool("", null, true, false, 5, 5, null, List.of()));
  }

  @Test
  void aPoolIsCreatedOnlyIfThereIsNone() throws JsonProcessingException {
    String exists = "{\"error\":{\"code\":\"PoolExists\",\"message\":\"is there\"}}";
    server.answers(200, "{}").answers(412, "{}").answers(409, exists);
    assertThat(arm.createPool(POOL, json("{\"vmSize\":\"d2\"}"), null)).isTrue();
    assertThat(server.lastAsked())
        .isEqualTo(
            new LoopbackArm.Asked(
                "PUT", POOL + BATCH, "*", "{\"properties\":{\"vmSize\":\"d2\"}}"));
    assertThat(arm.createPool(POOL, json("{}"), null)).isFalse();
    assertThat(arm.createPool(POOL, json("{}"), null)).isFalse();
  }

  @Test
  void aPoolIsCreatedInTheApiVersionThatItsRequestNames() throws JsonProcessingException {
    server.answers(200, "{}");
    assertThat(arm.createPool(POOL, json("{}"), "2030-01-01")).isTrue();
    assertThat(server.lastAsked().target()).isEqualTo(POOL + "?api-version=2030-01-01");
  }

  @Test
  void aPoolThatIsBeingDeletedIsWaitedFor() {
    server.answers(409, "{\"error\":{\"code\":\"PoolBeingDeleted\",\"message\":\"later\"}}");
    assertThat(failureOf(() -> arm.createPool(POOL, json("{}"), null)))
        .isEqualTo(Failure.deferred("PoolBeingDeleted", "later", null));
  }

  @Test
  void aResizeSaysNothingElse() throws JsonProcessingException {
    server.answers(200, "{}").answers(412, "{}").answers(404, "");
    var scale = json("{\"fixedScale\":{\"targetDedicatedNodes\":2}}");
    assertThat(arm.resizePool(POOL, scale, "W/\"0x8D\"", null)).isTrue();
    assertThat(server.lastAsked().target()).isEqualTo(POOL + BATCH);
    assertThat(server.lastAsked().method()).isEqualTo("PATCH");
    assertThat(server.lastAsked().body())
        .isEqualTo(
            "{\"properties\":{\"scaleSettings\":{\"fixedScale\":{\"targetDedicatedNodes\":2}}}}");
    assertThat(arm.resizePool(POOL, scale, "W/\"0x8D\"", "2030-01-01"))
        .as("a pool that has changed since is left as it is")
        .isFalse();
    assertThat(server.lastAsked().target()).isEqualTo(POOL + "?api-version=2030-01-01");
    assertThat(failureOf(() -> arm.resizePool(POOL, scale, "W/\"0x8D\"", null)).kind())
        .isEqualTo(Failure.Kind.TRANSIENT);
  }

  @Test
  void poolsAreSearchedOverAllPages() {
    String page =
        """
        {"value":[{"name":"a","properties":{"deploymentConfiguration":{
         "virtualMachineConfiguration":{"imageReference":{"id":"%s"}}}}},{"name":"b"}]%s}""";
    String next = ",\"nextLink\":\"" + server.endpoint() + ACCOUNT + "/pools?page=2\"";
    String upper = VERSION.toString().replace("/versions/", "/VERSIONS/");
    server.answers(200, page.formatted(DEFINITION, next)).answers(200, page.formatted(upper, ""));
    assertThat(arm.poolsUsing(ACCOUNT, VERSION)).containsExactly(ACCOUNT.child("pools", "a"));
    assertThat(server.asked().get(0).target()).isEqualTo(ACCOUNT + "/pools" + BATCH);
    assertThat(server.asked().get(1).target()).contains("page=2");
  }
}
