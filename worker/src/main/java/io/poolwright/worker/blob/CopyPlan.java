package io.poolwright.worker.blob;

import java.util.List;

/**
 * Which requests bring a destination to where its source is.
 *
 * @param requests disjoint and ascending; together exactly the data that is missing
 * @param copied bytes that need no request: what is there already, and zeros
 * @param total bytes of the blob
 */
record CopyPlan(List<Span> requests, long copied, long total) {
  /** The most that one Put Page request may carry. */
  static final long MAX_REQUEST = 4L * 1024 * 1024;

  /** Page blobs are read and written in pages of this many bytes. */
  static final int PAGE = 512;

  CopyPlan {
    requests = List.copyOf(requests);
  }

  static CopyPlan between(Spans source, Spans destination, long total) {
    Spans missing = source.minus(destination);
    return new CopyPlan(missing.pieces(MAX_REQUEST), total - missing.bytes(), total);
  }
}
