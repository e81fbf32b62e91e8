package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.azure.ArmPipeline;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.azure.AzureSettings.Authentication;
import io.poolwright.worker.azure.RateLimits;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What does not go well between the worker and ARM. */
class ArmTroubleTest {
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/";
  private static final ArmId ACCOUNT =
      ArmId.parse(GROUP + "providers/Microsoft.Batch/batchAccounts/poolwrightbatch");
  private static final ArmId POOL = ACCOUNT.child("pools", "p1");

  private final LoopbackArm server = new LoopbackArm();
  private final RateLimits limits = new RateLimits();
  private final ArmClient arm = client(server.endpoint());

  private ArmClient client(URI endpoint) {
    var settings = AzureSettings.of(endpoint, Authentication.NONE);
    return new ArmClient(
        ArmPipeline.build(settings, Optional.empty(), limits), settings, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anotherHostIsNeverFollowed() {
    server.answers(200, "{\"value\":[],\"nextLink\":\"https://example.org/x\"}");
    server.answers(307, "", Map.of("Location", "https://example.org/x"));
    assertThat(failureOf(() -> arm.poolsUsing(ACCOUNT, POOL)).code()).isEqualTo("ForeignAddress");
    assertThat(failureOf(() -> arm.pool(POOL)).detail()).contains("not followed");
  }

  @Test
  void throttlingIsToldOnceWithTheTimeThatArmAsksForAndNotRepeatedInside() {
    String body = "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"slow\"}}";
    server.answers(429, body, Map.of("Retry-After", "7"));
    server.answers(429, body, Map.of("Retry-After", "7"));
    var expected = Failure.deferred("TooManyRequests", "slow", Duration.ofSeconds(7));
    assertThat(failureOf(() -> arm.pool(POOL))).isEqualTo(expected);
    assertThat(failureOf(() -> arm.batchAccount(ACCOUNT))).isEqualTo(expected);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void whatIsLeftOfTheLimitsIsRemembered() {
    server.answers(404, "", Map.of("x-ms-ratelimit-remaining-subscription-reads", "249"));
    server.answers(200, "{}", Map.of("x-ms-ratelimit-remaining-subscription-writes", "199"));
    assertThat(arm.pool(POOL)).isEmpty();
    arm.deletePool(POOL);
    assertThat(limits.latest())
        .isEqualTo(Map.of(SUBSCRIPTION, new RateLimits.Remaining(249L, 199L)));
  }

  @Test
  void anAnswerThatIsNoJsonMayPass() {
    server.answers(200, "{\"properties\":").answers(502, "<html>bad\ngateway</html>");
    assertThat(failureOf(() -> arm.pool(POOL)).code()).isEqualTo("UnreadableAnswer");
    Failure gateway = failureOf(() -> arm.pool(POOL));
    assertThat(gateway.kind()).isEqualTo(Failure.Kind.TRANSIENT);
    assertThat(gateway.detail()).isEqualTo("<html>bad\\ngateway</html>");
  }

  @Test
  void aDeadServerIsAFailureThatMayPass() {
    server.close();
    for (Runnable call : List.<Runnable>of(() -> arm.pool(POOL), () -> arm.batchAccount(ACCOUNT))) {
      assertThat(failureOf(call).kind()).isEqualTo(Failure.Kind.TRANSIENT);
    }
    assertThatThrownBy(() -> arm.deletePool(POOL)).hasMessageStartingWith("ConnectionFailed");
  }

  private static Failure failureOf(Runnable call) {
    CallFailed thrown = catchThrowableOfType(CallFailed.class, call::run);
    return Objects.requireNonNull(thrown, "it did not fail").failure();
  }
}
