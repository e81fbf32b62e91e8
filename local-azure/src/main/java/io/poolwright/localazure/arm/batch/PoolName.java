package io.poolwright.localazure.arm.batch;

import java.util.regex.Pattern;

/** Batch's rule for pool names: 1 to 64 letters, digits, dashes and underscores. */
final class PoolName {
  private static final Pattern RULE = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private PoolName() {}

  static void check(String name) {
    if (!RULE.matcher(name).matches()) {
      throw BatchErrors.invalidValue(
          "name", "The pool name '" + name + "' does not match ^" + RULE + "$.");
    }
  }
}
