package io.poolwright.worker.steps;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImageLedger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one ledger an image, changed only by compare-and-set. Strongly consistent. Every method may
 * throw {@link CallFailed}.
 */
public interface ImageLedgers {
  /** Many jobs that begin together want the same image; each attempt lets one of them through. */
  int TRIES = 10;

  /**
   * A ledger as it is stored.
   *
   * @param etag the version of the document, or null if none is stored
   */
  record Stored(ImageLedger ledger, @Nullable String etag) {
    public static final Stored NONE = new Stored(ImageLedger.EMPTY, null);
  }

  /** {@link Stored#NONE} if there is none. One call. */
  Stored load(String image);

  /**
   * Replaces a ledger by its successor; an empty one is deleted. One call.
   *
   * @return false if what is stored is no longer {@code old}; nothing was changed then
   */
  boolean replace(String image, Stored old, ImageLedger next);

  /**
   * Changes a ledger, however many others do so at the same moment.
   *
   * @param change is asked anew for each ledger that is found; one that it leaves alone is not
   *     written
   * @param beforeWrite may throw to leave it at that
   * @return what is stored now
   */
  default ImageLedger change(
      String image, UnaryOperator<ImageLedger> change, Runnable beforeWrite) {
    for (int i = 0; i < TRIES; i++) {
      Stored found = load(image);
      ImageLedger next = change.apply(found.ledger());
      if (next.equals(found.ledger())) {
        return next;
      }
      beforeWrite.run();
      if (replace(image, found, next)) {
        return next;
      }
    }
    throw new CallFailed(
        Failure.deferred("ImageContended", "Many jobs claim this image at once.", null));
  }
}
