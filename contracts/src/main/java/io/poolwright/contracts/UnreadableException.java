package io.poolwright.contracts;

/** Thrown where reading must end, because nothing after this point could be trusted. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableException(String reason, String description) {
    super(description);
    this.reason = reason;
  }

  /** The stable code of {@link Decoded.Unreadable}. */
  String reason() {
    return reason;
  }
}
