package io.poolwright.worker.inventory;

/** Something that nobody owns any more, and why nobody does. */
public record Orphan(Marked thing, Reason reason) {
  /** Why it counts as one. */
  public enum Reason {
    /** Its job has ended, and should have taken it away. */
    JOB_ENDED("its job has ended and left it"),
    /**
     * No document of its job is here. That of another installation may be elsewhere, so that only a
     * person can tell.
     */
    JOB_UNKNOWN("nobody here knows its job");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
