package io.poolwright.integration.process;

import java.util.Locale;

/**
 * Where a worker is with a job when it is killed: at a request that this job alone makes, because
 * its pool and its image version have names of their own.
 */
enum Place {
  VALIDATING(1, "GET", "/versions/%s$", "hang"),
  COPYING(2, "PUT", "/images/", "hang"),
  PUBLISHING(3, "PUT", "/versions/%s$", "hang"),
  PUBLISHED(4, "PUT", "/versions/%s$", "holdResponse"),
  CREATING(5, "PUT", "/pools/%s$", "hang"),
  CREATED(6, "PUT", "/pools/%s$", "holdResponse"),
  ROLLING_BACK(7, "DELETE", "/versions/%s$", "hang"),
  ROLLED_BACK(8, "DELETE", "/versions/%s$", "holdResponse");

  private final int number;
  private final String method;
  private final String path;
  private final String action;

  Place(int number, String method, String path, String action) {
    this.number = number;
    this.method = method;
    this.path = path;
    this.action = action;
  }

  boolean isCancelled() {
    return this == ROLLING_BACK || this == ROLLED_BACK;
  }

  String job() {
    return "killed-" + name().toLowerCase(Locale.ROOT);
  }

  String version() {
    return "1.0." + number;
  }

  /** Holds the request for as long as the fault is there. */
  void hold(Control arm) {
    arm.hold(method, path.formatted(path.contains("pools") ? job() : version()), action);
  }
}
