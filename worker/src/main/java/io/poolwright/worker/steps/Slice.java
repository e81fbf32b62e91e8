package io.poolwright.worker.steps;

import io.poolwright.worker.job.CopyRoute;

/** How a slice of copying ended. */
public sealed interface Slice {
  /**
   * Time was up before all was there.
   *
   * @param copied data bytes that are at the destination; zeros count as copied
   */
  record Partial(long copied, long total) implements Slice {}

  /**
   * The service copies by itself, and is not done yet.
   *
   * @param copied bytes, zeros included
   */
  record Pending(long copied, long total) implements Slice {}

  /** The engine cannot go on, and another one will; the staged blob says so. */
  record Rerouted(CopyRoute route) implements Slice {}

  /** All is there: length, footer, ranges and the source's ETag were verified and recorded. */
  record Complete() implements Slice {}

  /** The source is no longer what the plan says; nothing more can be copied. */
  record SourceChanged() implements Slice {}

  /** Another job is copying to this blob at the moment. */
  record Busy() implements Slice {}

  /** The staged blob is not what it should be and has to be begun again. */
  record Broken(String detail) implements Slice {}
}
