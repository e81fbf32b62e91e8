package io.poolwright.worker.azure;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The action that a 403 says is not allowed, and a built-in role that allows it.
 *
 * @param action {@code Microsoft.Batch/batchAccounts/pools/write}
 */
record MissingRight(String action) {
  private static final Pattern ACTION =
      Pattern.compile(
          "does not have (?:authorization|permission) to perform action(?:\\(s\\)|s)? '([^'\\s,]+)",
          Pattern.CASE_INSENSITIVE);

  static Optional<MissingRight> in(String message) {
    Matcher matcher = ACTION.matcher(message);
    return matcher.find() ? Optional.of(new MissingRight(matcher.group(1))) : Optional.empty();
  }

  /** A narrow built-in role where Azure has one. */
  String role() {
    String lower = action.toLowerCase(Locale.ROOT);
    if (lower.startsWith("microsoft.compute/galleries/")) {
      return "Compute Gallery Artifacts Publisher";
    }
    if (lower.startsWith("microsoft.batch/")) {
      return lower.endsWith("/read")
          ? "Azure Batch Account Reader"
          : "Azure Batch Account Contributor";
    }
    return lower.startsWith("microsoft.compute/disks/")
        ? "Data Operator for Managed Disks"
        : "Contributor";
  }

  String sentence() {
    return "The worker's identity lacks %s; the role '%s' on that resource grants it. "
        .formatted(action, role());
  }
}
