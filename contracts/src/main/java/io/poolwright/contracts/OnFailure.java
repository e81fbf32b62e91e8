package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes of the things that a job has created when it fails or is cancelled. */
public enum OnFailure {
  /** Everything that the job created is deleted, in reverse order. */
  ROLL_BACK("rollBack"),
  /** Everything stays, and the final event lists it. */
  KEEP("keep");

  private final String wireName;

  OnFailure(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }
}
