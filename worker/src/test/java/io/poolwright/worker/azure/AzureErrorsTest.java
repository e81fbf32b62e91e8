package io.poolwright.worker.azure;

import static io.poolwright.worker.job.Failure.Kind.DEFERRED;
import static io.poolwright.worker.job.Failure.Kind.PERMANENT;
import static io.poolwright.worker.job.Failure.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.worker.job.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureErrorsTest {
  /** Status, code, what it costs the job, and whether a breaker counts it. */
  @ParameterizedTest
  @CsvSource({
    "429, TooManyRequests,                 DEFERRED,  true",
    "429, OperationNotAllowed,             DEFERRED,  true",
    "503, ServerBusy,                      DEFERRED,  true",
    "408, OperationTimedOut,               TRANSIENT, true",
    "500, InternalError,                   TRANSIENT, true",
    "500, OperationTimedOut,               TRANSIENT, true",
    "502, ,                                TRANSIENT, true",
    "503, ,                                TRANSIENT, true",
    "504, GatewayTimeout,                  TRANSIENT, true",
    "400, InvalidPropertyValue,            PERMANENT, false",
    "400, MissingRequiredProperty,         PERMANENT, false",
    "400, InvalidRequestBody,              PERMANENT, false",
    "400, AutoScalingFormulaSyntaxError,   PERMANENT, false",
    "401, InvalidAuthenticationToken,      PERMANENT, false",
    "403, AuthenticationFailed,            PERMANENT, false",
    "403, AuthorizationFailed,             PERMANENT, false",
    "403, InsufficientAccountPermissions,  PERMANENT, false",
    "404, AccountNotFound,                 PERMANENT, false",
    "404, ParentResourceNotFound,          PERMANENT, false",
    "400, NodeAgentSKUNotFound,            PERMANENT, false",
    "409, PoolExists,                      TRANSIENT, false",
    "412, ConditionNotMet,                 TRANSIENT, false",
    "409, PoolBeingDeleted,                DEFERRED,  false",
    "409, PoolBeingResized,                DEFERRED,  false",
    "409, PoolBeingCreated,                DEFERRED,  false",
    "409, OperationInvalidForCurrentState, DEFERRED,  false",
    "409, PoolQuotaReached,                DEFERRED,  false",
    "409, PropertyCannotBeUpdated,         PERMANENT, false",
    "400, GallerySourceResourceExceedsMaxSize, PERMANENT, false",
    "418, ATeapotIsNoArm,                  PERMANENT, false",
    "302, ,                                PERMANENT, false",
    "409, SomethingElse,                   TRANSIENT, true",
  })
  void everyRowOfTheTableHolds(int status, String code, Failure.Kind kind, boolean strain) {
    Failure failure = AzureErrors.of(status, code, "why", null);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo(code == null ? "Http" + status : code);
    assertThat(AzureErrors.isStrain(failure)).isEqualTo(strain);
  }

  @Test
  void aCodeIsKnownInAnyCase() {
    assertThat(AzureErrors.of(409, "poolbeingdeleted", null, null).kind()).isEqualTo(DEFERRED);
  }

  @Test
  void aServiceThatSaysWhenItIsBackIsWaitedFor() {
    Failure failure = AzureErrors.of(503, null, null, Duration.ofSeconds(9));
    assertThat(failure.kind()).isEqualTo(DEFERRED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(9));
    assertThat(AzureErrors.of(503, null, null, null).kind()).isEqualTo(TRANSIENT);
  }

  @Test
  void aForbiddenCallNamesTheMissingActionAndARoleThatGrantsIt() {
    String azureSays =
        "The client 'c' with object id 'o' does not have authorization to perform action"
            + " 'Microsoft.Compute/galleries/images/versions/write' over scope '/subscriptions/s'"
            + " or the scope is invalid.";
    Failure failure = AzureErrors.of(403, "AuthorizationFailed", azureSays, null);
    assertThat(failure.kind()).isEqualTo(PERMANENT);
    assertThat(failure.detail())
        .startsWith(
            "The worker's identity lacks Microsoft.Compute/galleries/images/versions/write; the"
                + " role 'Compute Gallery Artifacts Publisher' on that resource grants it.")
        .contains("with object id 'o'");
  }

  @Test
  void aLinkedResourceThatIsForbiddenIsTheOneThatIsNamed() {
    String azureSays =
        "The client has permission to perform action 'Microsoft.Batch/batchAccounts/pools/write';"
            + " however, it does not have permission to perform action(s)"
            + " 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s)";
    assertThat(AzureErrors.of(403, "LinkedAuthorizationFailed", azureSays, null).detail())
        .startsWith("The worker's identity lacks Microsoft.Network/virtualNetworks/subnets/join")
        .contains("role 'Contributor'");
  }

  @Test
  void anErrorWithoutAnyTextStillSaysSomething() {
    assertThat(AzureErrors.of(502, null, null, null).detail())
        .isEqualTo("Azure answered HTTP 502 and said no more");
  }

  @Test
  void aDetailIsBoundedAndHoldsNoSecret() {
    String azureSays =
        "no access to https://a.blob.core.windows.net/c/b.vhd?sv=1&sig=geheim" + "x".repeat(900);
    assertThat(AzureErrors.of(403, "AuthenticationFailed", azureSays, null).detail())
        .isEqualTo("no access to https://a.blob.core.windows.net/c/b.vhd");
    assertThat(AzureErrors.of(400, "X", "y".repeat(2000), null).detail()).hasSize(SafeText.MAX);
  }
}
