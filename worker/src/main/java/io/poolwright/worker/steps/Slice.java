package io.poolwright.worker.steps;

/** How a slice of copying ended. */
public sealed interface Slice {
  /**
   * Time was up before all was there.
   *
   * @param copied data bytes that are at the destination; zeros count as copied
   */
  record Partial(long copied, long total) implements Slice {}

  /** All is there: length, footer, ranges and the source's ETag were verified and recorded. */
  record Complete() implements Slice {}

  /** The source is no longer what the plan says; nothing more can be copied. */
  record SourceChanged() implements Slice {}

  /** Another job is copying to this blob at the moment. */
  record Busy() implements Slice {}

  /** The staged blob is not what it should be and has to be begun again. */
  record Broken(String detail) implements Slice {}
}
