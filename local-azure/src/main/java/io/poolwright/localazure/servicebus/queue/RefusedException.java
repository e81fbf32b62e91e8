package io.poolwright.localazure.servicebus.queue;

/** The broker said no to one operation; nothing was changed. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  RefusedException(Refusal refusal, String detail) {
    super(detail, null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }

  /** What to tell the client. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
