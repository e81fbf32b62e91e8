package io.poolwright.worker.job;

/** Thrown by every port when the other side did not do what was asked; carries why as data. */
public final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public CallFailed(Failure failure) {
    super(failure.code() + ": " + failure.detail());
    this.failure = failure;
  }

  /** Keeps the cause for the log; its message must be free of secrets too. */
  public CallFailed(Failure failure, Throwable cause) {
    super(failure.code() + ": " + failure.detail(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
