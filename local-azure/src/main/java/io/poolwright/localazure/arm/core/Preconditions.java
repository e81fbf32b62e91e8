package io.poolwright.localazure.arm.core;

import java.util.Optional;

/** If-Match and If-None-Match, judged against what is stored. */
public final class Preconditions {
  private Preconditions() {}

  /**
   * Tells whether the request may go on.
   *
   * @param etag of the stored resource, empty when there is none
   */
  public static boolean hold(ArmRequest request, Optional<String> etag) {
    boolean matches =
        request
            .header("if-match")
            .map(wanted -> etag.isPresent() && (wanted.equals("*") || same(wanted, etag.get())))
            .orElse(true);
    boolean noneMatches =
        request
            .header("if-none-match")
            .map(barred -> etag.isEmpty() || !(barred.equals("*") || same(barred, etag.get())))
            .orElse(true);
    return matches && noneMatches;
  }

  private static boolean same(String one, String other) {
    return strong(one).equals(strong(other));
  }

  private static String strong(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
