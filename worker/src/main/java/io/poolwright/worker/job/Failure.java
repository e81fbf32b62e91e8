package io.poolwright.worker.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not succeed, as data.
 *
 * @param code stable and published; Azure's own code where Azure gave one
 * @param detail for people, never parsed, free of secrets
 * @param retryAfter what the other side asked for, or null if it asked for nothing
 */
public record Failure(Kind kind, String code, String detail, @Nullable Duration retryAfter) {
  /** What a failure costs the job. */
  public enum Kind {
    /** Likely to pass: time-outs, 5xx. Uses up one attempt. */
    TRANSIENT,
    /** Told to wait: breaker open, 429, quota. Uses up time, not attempts. */
    DEFERRED,
    /** Will not pass by itself. Ends the job. */
    PERMANENT
  }

  public static Failure lasting(String code, String detail) {
    return new Failure(Kind.PERMANENT, code, detail, null);
  }

  public static Failure passing(String code, String detail) {
    return new Failure(Kind.TRANSIENT, code, detail, null);
  }

  public static Failure deferred(String code, String detail, @Nullable Duration retryAfter) {
    return new Failure(Kind.DEFERRED, code, detail, retryAfter);
  }
}
