package io.poolwright.worker.azure;

import static io.poolwright.worker.azure.Advice.FAIL;
import static io.poolwright.worker.azure.Advice.LOOK_AGAIN;
import static io.poolwright.worker.azure.Advice.RETRY;
import static io.poolwright.worker.azure.Advice.SLOW_DOWN;
import static io.poolwright.worker.azure.Advice.WAIT;

import io.poolwright.worker.job.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * THE table: what an error of Azure Resource Manager's, of Batch's or of Compute's means for a job.
 *
 * <p>Status 401, 403 and 429 decide by themselves; otherwise the code decides if the table has it,
 * and the class of the status if not.
 */
public final class AzureErrors {
  // spotless:off
  private static final Map<String, Advice> BY_CODE = table(
      row(SLOW_DOWN,  "ServerBusy", "TooManyRequests"),

      row(RETRY,      "InternalError", "InternalServerError", "OperationTimedOut"),

      row(WAIT,       "PoolBeingCreated", "PoolBeingDeleted", "PoolBeingResized",
                      "OperationInvalidForCurrentState"),
      row(WAIT,       "PoolQuotaReached"),

      row(LOOK_AGAIN, "PoolExists", "PoolNotFound", "ConditionNotMet", "PreconditionFailed"),

      row(FAIL,       "InvalidPropertyValue", "MissingRequiredProperty", "InvalidRequestBody",
                      "AutoScalingFormulaSyntaxError", "PropertyCannotBeUpdated"),
      row(FAIL,       "AuthenticationFailed", "AuthorizationFailed", "LinkedAuthorizationFailed",
                      "InsufficientAccountPermissions"),
      row(FAIL,       "AccountNotFound", "ParentResourceNotFound", "ResourceGroupNotFound",
                      "ResourceNotFound", "SubscriptionNotFound", "NodeAgentSKUNotFound"),
      row(FAIL,       "GallerySourceResourceExceedsMaxSize"));

  // spotless:on

  private AzureErrors() {}

  /**
   * What an answer that is not 2xx means.
   *
   * @param code Azure's code, or null if the answer has none
   * @param message Azure's message in any state; it is made safe here
   * @param retryAfter what the headers ask for
   */
  public static Failure of(
      int status, @Nullable String code, @Nullable String message, @Nullable Duration retryAfter) {
    Advice advice = advice(status, code, retryAfter);
    String published = code == null || code.isBlank() ? "Http" + status : SafeText.of(code);
    return new Failure(advice.kind(), published, detail(status, message), retryAfter);
  }

  /**
   * Whether a failure speaks of trouble of the service itself, not of what was asked of it. A
   * breaker counts these, and nothing else.
   */
  public static boolean isStrain(Failure failure) {
    Advice known = BY_CODE.get(failure.code());
    return failure.kind() != Failure.Kind.PERMANENT && (known == null || known.isStrain());
  }

  private static Advice advice(int status, @Nullable String code, @Nullable Duration retryAfter) {
    if (status == 429 || (status == 503 && retryAfter != null)) {
      return SLOW_DOWN;
    }
    if (status == 401 || status == 403) {
      return FAIL;
    }
    Advice known = code == null ? null : BY_CODE.get(code);
    return known != null ? known : byStatus(status);
  }

  private static Advice byStatus(int status) {
    return switch (status) {
      case 408, 500, 502, 503, 504, 507 -> RETRY;
      case 409, 412 -> LOOK_AGAIN;
      default -> FAIL;
    };
  }

  private static String detail(int status, @Nullable String message) {
    String text = SafeText.of(message);
    if (status == 401) {
      text = "Entra's token was refused, also a fresh one. " + text;
    } else if (status == 403) {
      text = MissingRight.in(text).map(MissingRight::sentence).orElse("") + text;
    } else if (status / 100 == 3) {
      text = "ARM's answer is a redirect, which is not followed. " + text;
    }
    return text.isBlank()
        ? "Azure answered HTTP " + status + " and said no more"
        : SafeText.of(text);
  }

  private static Row row(Advice advice, String... codes) {
    return new Row(advice, List.of(codes));
  }

  private static Map<String, Advice> table(Row... rows) {
    Map<String, Advice> byCode = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Row row : rows) {
      for (String code : row.codes) {
        if (byCode.put(code, row.advice) != null) {
          throw new IllegalStateException("two rows for " + code);
        }
      }
    }
    return byCode;
  }

  private record Row(Advice advice, List<String> codes) {}
}
