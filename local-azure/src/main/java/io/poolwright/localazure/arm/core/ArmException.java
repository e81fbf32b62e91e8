package io.poolwright.localazure.arm.core;

/** Ends a request with a refusal. */
public final class ArmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ArmError error;

  public ArmException(ArmError error) {
    super(error.code() + ": " + error.message());
    this.error = error;
  }

  public static ArmException of(int status, String code, String message) {
    return new ArmException(ArmError.of(status, code, message));
  }

  public ArmError error() {
    return error;
  }
}
