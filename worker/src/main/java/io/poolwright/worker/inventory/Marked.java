package io.poolwright.worker.inventory;

import io.poolwright.contracts.JobId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that bears the mark of a job of Poolwright's.
 *
 * @param name of a pool or a version its ARM id, of a staged blob its address, of a claim the image
 * @param job in the mark
 * @param image the ledger that says who needs it; null for a pool
 * @param since when it was made or last changed; null if Azure does not say
 */
public record Marked(
    Kind kind, String name, JobId job, @Nullable String image, @Nullable Instant since) {
  /** In the order in which things may go: what comes first may need what comes later. */
  public enum Kind {
    /** A job's claim on an image, or its word that it is deleting it. */
    CLAIM,
    POOL,
    VERSION,
    BLOB
  }

  static final Comparator<Marked> ORDER =
      Comparator.comparing(Marked::kind).thenComparing(Marked::name);
}
