package io.poolwright.localazure.http;

/** A fault definition that cannot be used; the message names the field and the way to mend it. */
public final class InvalidFault extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String field;

  InvalidFault(String field, String mend) {
    super(field + ": " + mend);
    this.field = field;
  }

  /** The JSON field that is wrong. */
  public String field() {
    return field;
  }
}
