package io.poolwright.worker.steps;

import static io.poolwright.worker.job.Failure.Kind.DEFERRED;
import static io.poolwright.worker.job.Failure.Kind.PERMANENT;
import static io.poolwright.worker.job.Failure.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.worker.job.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "AllocationTimedOut,                        TRANSIENT",
    "AllocationFailed,                          TRANSIENT",
    "OverconstrainedAllocationRequestError,     TRANSIENT",
    "RemoveNodesFailed,                         TRANSIENT",
    "AccountCoreQuotaReached,                   DEFERRED",
    "AccountLowPriorityCoreQuotaReached,        DEFERRED",
    "AccountSpotCoreQuotaReached,               DEFERRED",
    "AccountVMSeriesCoreQuotaReached,           DEFERRED",
    "UnsupportedVMSize,                         PERMANENT",
    "IncompatibleVMSize,                        PERMANENT",
    "DependentResourceNotFound,                 PERMANENT",
    "DiskEncryptionFailure,                     PERMANENT",
    "FailedIdentityOperation,                   PERMANENT",
    "CommunicationEnabledPoolReachedMaxVMCount, PERMANENT",
    "MissingPublisherPropertyInMarketPlacePlan, PERMANENT",
    "ResizeStopped,                             PERMANENT",
    "SomethingNew,                              TRANSIENT",
  })
  void everyRowOfTheTableHolds(String code, Failure.Kind kind) {
    assertThat(ResizeErrors.classify(errors(code))).extracting(Failure::kind).isEqualTo(kind);
    String shouted = code.toUpperCase(java.util.Locale.ROOT);
    assertThat(ResizeErrors.classify(errors(shouted)).kind()).isEqualTo(kind);
  }

  @Test
  void theWorstOfSeveralDecidesAndAllAreTold() {
    Failure two = ResizeErrors.classify(errors("AllocationTimedOut", "AccountCoreQuotaReached"));
    assertThat(two.kind()).isEqualTo(DEFERRED);
    assertThat(two.code()).isEqualTo("AccountCoreQuotaReached");
    assertThat(two.detail()).isEqualTo("AllocationTimedOut: why; AccountCoreQuotaReached: why");
    Failure three =
        ResizeErrors.classify(
            errors("AccountCoreQuotaReached", "UnsupportedVMSize", "AllocationFailed"));
    assertThat(three.kind()).isEqualTo(PERMANENT);
    assertThat(three.code()).isEqualTo("UnsupportedVMSize");
  }

  @Test
  void anAllocationThatFailedIsJudgedByWhatTheProviderSays() {
    assertThat(allocationFailed("Allocation failed; ZonalAllocationFailed: no capacity"))
        .isEqualTo(TRANSIENT);
    assertThat(allocationFailed("exceeding approved Total Regional Cores quota"))
        .isEqualTo(DEFERRED);
    assertThat(allocationFailed("x; RequestDisallowedByPolicy: by policy 'p'"))
        .isEqualTo(PERMANENT);
  }

  @Test
  void aStopBySomebodySaysSo() {
    assertThat(ResizeErrors.classify(errors("ResizeStopped")).detail())
        .startsWith("Somebody stopped the resize");
  }

  @Test
  void theDetailIsBounded() {
    var longOne = new Pool.ResizeError("AllocationFailed", "x".repeat(600));
    assertThat(ResizeErrors.classify(List.of(longOne, longOne)).detail()).hasSize(500);
  }

  @Test
  void withoutAnErrorThereIsNothingToClassify() {
    assertThatThrownBy(() -> ResizeErrors.classify(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Failure.Kind allocationFailed(String message) {
    return ResizeErrors.classify(List.of(new Pool.ResizeError("AllocationFailed", message))).kind();
  }

  private static List<Pool.ResizeError> errors(String... codes) {
    return java.util.Arrays.stream(codes).map(c -> new Pool.ResizeError(c, "why")).toList();
  }
}
