package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** The four steps of a job, in their order, and the clean-up that follows a failure. */
public enum Step {
  VALIDATE("validate"),
  COPY_IMAGE("copyImage"),
  WAIT_GENERALIZED("waitGeneralized"),
  CREATE_POOL("createPool"),
  ROLL_BACK("rollBack");

  private final String wireName;

  Step(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }
}
