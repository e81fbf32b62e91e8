package io.poolwright.worker.steps;

import static io.poolwright.worker.job.Failure.Kind.DEFERRED;
import static io.poolwright.worker.job.Failure.Kind.PERMANENT;
import static io.poolwright.worker.job.Failure.Kind.TRANSIENT;

import io.poolwright.worker.job.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the errors of a resize mean. Azure spells their codes in more than one case. */
public final class ResizeErrors {
  private static final String STOPPED = "ResizeStopped";
  private static final int LONGEST_DETAIL = 500;
  private static final Set<String> OF_THE_SIZE = Set.of("UnsupportedVMSize", "IncompatibleVMSize");

  // spotless:off
  private static final Map<String, Failure.Kind> BY_CODE = table(Map.of(
      TRANSIENT, List.of(
          "AllocationTimedOut", "AllocationFailed", "OverconstrainedAllocationRequestError",
          "RemoveNodesFailed"),
      DEFERRED, List.of(
          "AccountCoreQuotaReached", "AccountLowPriorityCoreQuotaReached",
          "AccountSpotCoreQuotaReached", "AccountVMSeriesCoreQuotaReached"),
      PERMANENT, List.of(
          "UnsupportedVMSize", "IncompatibleVMSize", "DependentResourceNotFound",
          "DiskEncryptionFailure", "FailedIdentityOperation",
          "CommunicationEnabledPoolReachedMaxVMCount", "MissingPublisherPropertyInMarketPlacePlan",
          STOPPED)));

  /** What the provider below Batch says inside of an AllocationFailed, by code or in prose. */
  private static final Map<String, Failure.Kind> BY_PROVIDER_CODE = table(Map.of(
      DEFERRED, List.of("QuotaExceeded", "quota"),
      PERMANENT, List.of("RequestDisallowedByPolicy")));

  // spotless:on

  private ResizeErrors() {}

  /**
   * The worst of them decides: one that lasts, then one that waits for quota, then one that may
   * pass. A code that nobody has heard of may pass.
   *
   * @param errors at least one
   * @return with the code of the worst, and all of them in the detail
   */
  public static Failure classify(List<Pool.ResizeError> errors) {
    Pool.ResizeError worst =
        errors.stream()
            // The kinds are declared from the mildest to the gravest. Of equals the first is told.
            .reduce((a, b) -> kind(b).compareTo(kind(a)) > 0 ? b : a)
            .orElseThrow(() -> new IllegalArgumentException("no resize error to classify"));
    String all =
        errors.stream().map(e -> e.code() + ": " + e.message()).collect(Collectors.joining("; "));
    String detail =
        worst.code().equalsIgnoreCase(STOPPED)
            ? "Somebody stopped the resize before the pool had its nodes. " + all
            : all;
    return new Failure(kind(worst), worst.code(), bounded(detail), null);
  }

  /** Whether nodes of another size, or low-priority ones, may be had where these failed. */
  static boolean otherNodesMayHelp(Failure failure) {
    return failure.kind() == PERMANENT
        ? OF_THE_SIZE.contains(failure.code())
        : !failure.code().equalsIgnoreCase("RemoveNodesFailed");
  }

  private static Failure.Kind kind(Pool.ResizeError error) {
    Failure.Kind own = BY_CODE.getOrDefault(error.code(), TRANSIENT);
    return error.code().equalsIgnoreCase("AllocationFailed") ? providersKind(error, own) : own;
  }

  private static Failure.Kind providersKind(Pool.ResizeError error, Failure.Kind otherwise) {
    return Stream.of(error.message().split("[^A-Za-z]+"))
        .flatMap(word -> Stream.of(BY_CODE, BY_PROVIDER_CODE).map(known -> known.get(word)))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(otherwise);
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL - 1) + "…";
  }

  private static Map<String, Failure.Kind> table(Map<Failure.Kind, List<String>> rows) {
    Map<String, Failure.Kind> byCode = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    rows.forEach((kind, codes) -> codes.forEach(code -> byCode.put(code, kind)));
    return byCode;
  }
}
