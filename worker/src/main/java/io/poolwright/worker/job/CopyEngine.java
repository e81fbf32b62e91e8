package io.poolwright.worker.job;

/** Who moves the bytes of a VHD. */
public enum CopyEngine {
  /** The destination's service reads each range from the source, when the worker asks for it. */
  PUT_PAGE_FROM_URL("Put Page From URL"),
  /** The destination's service copies the whole blob by itself, in its own time. */
  COPY_BLOB("Copy Blob"),
  /** The worker reads each range and writes it. */
  RELAY("relaying through the worker");

  private final String shown;

  CopyEngine(String shown) {
    this.shown = shown;
  }

  /** As people read it. */
  @Override
  public String toString() {
    return shown;
  }
}
