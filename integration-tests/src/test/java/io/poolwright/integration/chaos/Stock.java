package io.poolwright.integration.chaos;

import io.poolwright.worker.job.ImageLedger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is in Azure, by name.
 *
 * @param versions image versions by ARM id
 * @param staged VHD copies by their blobs' names
 * @param ledgers who claims an image, by the ledgers' names
 */
record Stock(
    Map<String, Pool> pools,
    Map<String, Made> versions,
    Map<String, Made> staged,
    Map<String, ImageLedger> ledgers) {

  /**
   * A pool.
   *
   * @param owner the job that made it, or null if none says so
   * @param steady whether its last resize is over
   */
  record Pool(@Nullable String owner, String image, boolean steady, int nodes) {}

  /**
   * Something that a job made and others may use.
   *
   * @param owner the job that made it, or null if none says so
   * @param usable whether it is complete
   */
  record Made(@Nullable String owner, boolean usable) {}
}
