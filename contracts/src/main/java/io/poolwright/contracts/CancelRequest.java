package io.poolwright.contracts;

/** "Stop this job and undo what it did", honoured in any state that is not final. */
public record CancelRequest(JobId jobId) implements Request {
  /** The value of the wire property {@code type}. */
  public static final String TYPE = "io.poolwright.cancel.v1";
}
