package io.poolwright.integration.proxy;

import java.time.Duration;

/**
 * What befalls a connection.
 *
 * @param span how long it hangs or dribbles; without meaning for the others
 */
public record Strike(Kind kind, Duration span) {
  /** In which way a connection goes wrong. */
  public enum Kind {
    /** It stays open and carries nothing, either way; afterwards all that was held is delivered. */
    HANG,
    /** It is reset, in the middle of what passes. */
    CUT,
    /** The client is told that nothing more comes, in the middle of what passes. */
    HALF_CLOSE,
    /** It carries one byte at a time. */
    DRIBBLE
  }
}
