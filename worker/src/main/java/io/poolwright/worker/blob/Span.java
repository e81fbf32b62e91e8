package io.poolwright.worker.blob;

/**
 * A stretch of a blob in bytes.
 *
 * @param start the first byte
 * @param end the first byte behind it
 */
record Span(long start, long end) {
  Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("not a span: [" + start + ", " + end + ")");
    }
  }

  long bytes() {
    return end - start;
  }
}
