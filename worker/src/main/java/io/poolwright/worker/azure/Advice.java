package io.poolwright.worker.azure;

import io.poolwright.worker.job.Failure;

/** What to do about an error of Azure's. */
enum Advice {
  /** The service is short of something: wait as long as it asks; no attempt is used. */
  SLOW_DOWN(Failure.Kind.DEFERRED, true),
  /** The service answers well, but the resource is busy or a quota is full: wait. */
  WAIT(Failure.Kind.DEFERRED, false),
  /** Likely to pass: try again, after another look, for the request may have been carried out. */
  RETRY(Failure.Kind.TRANSIENT, true),
  /** What we believed of the resource is outdated: look at it again. */
  LOOK_AGAIN(Failure.Kind.TRANSIENT, false),
  /** Will not pass by itself. */
  FAIL(Failure.Kind.PERMANENT, false);

  private final Failure.Kind kind;
  private final boolean strain;

  Advice(Failure.Kind kind, boolean strain) {
    this.kind = kind;
    this.strain = strain;
  }

  Failure.Kind kind() {
    return kind;
  }

  /** Whether it speaks of trouble of the service itself, which a breaker counts. */
  boolean isStrain() {
    return strain;
  }
}
