package io.poolwright.localazure.servicebus.queue;

/**
 * Why the broker says no, in the terms clients look for: an AMQP error condition, and the HTTP-like
 * status of a management reply. Both are what the real service sends.
 */
public enum Refusal {
  MESSAGE_LOCK_LOST("com.microsoft:message-lock-lost", 410),
  SESSION_LOCK_LOST("com.microsoft:session-lock-lost", 410),
  SESSION_CANNOT_BE_LOCKED("com.microsoft:session-cannot-be-locked", 409),
  MESSAGE_NOT_FOUND("com.microsoft:message-not-found", 404),
  ENTITY_NOT_FOUND("amqp:not-found", 404),
  ENTITY_EXISTS("com.microsoft:entity-already-exists", 409),
  MESSAGE_TOO_LARGE("amqp:link:message-size-exceeded", 413),
  ARGUMENT("com.microsoft:argument-error", 400),
  NOT_ALLOWED("amqp:not-allowed", 403),
  NOT_IMPLEMENTED("amqp:not-implemented", 501),
  TIMEOUT("com.microsoft:timeout", 408),
  TRANSACTION_UNKNOWN("amqp:transaction:unknown-id", 404),
  TRANSACTION_ROLLED_BACK("amqp:transaction:rollback", 409),
  DECODE("amqp:decode-error", 400);

  private final String condition;
  private final int status;

  Refusal(String condition, int status) {
    this.condition = condition;
    this.status = status;
  }

  /** The AMQP error condition, such as {@code com.microsoft:message-lock-lost}. */
  public String condition() {
    return condition;
  }

  /** The {@code statusCode} of a management reply, such as 410. */
  public int status() {
    return status;
  }

  /** An exception to throw; {@code detail} reaches the client as the error's description. */
  public RefusedException because(String detail) {
    return new RefusedException(this, detail);
  }
}
