package io.poolwright.worker.steps;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.ImageLedger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one ledger an image, changed only by compare-and-set. Strongly consistent. Every method is
 * one call and may throw {@link CallFailed}.
 */
public interface ImageLedgers {
  /**
   * A ledger as it is stored.
   *
   * @param etag the version of the document, or null if none is stored
   */
  record Stored(ImageLedger ledger, @Nullable String etag) {
    public static final Stored NONE = new Stored(ImageLedger.EMPTY, null);
  }

  /** {@link Stored#NONE} if there is none. */
  Stored load(String image);

  /**
   * Replaces a ledger by its successor; an empty one is deleted.
   *
   * @return false if what is stored is no longer {@code old}; nothing was changed then
   */
  boolean replace(String image, Stored old, ImageLedger next);
}
