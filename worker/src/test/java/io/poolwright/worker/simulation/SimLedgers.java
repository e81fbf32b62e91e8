package io.poolwright.worker.simulation;

import io.poolwright.worker.document.LedgerDocuments;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.steps.ImageLedgers.Stored;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Ledgers of images by compare-and-set on their ETags. One write in {@value #SAMPLE} goes by the
 * bytes of production, for the reason that {@link SimStore} gives.
 */
final class SimLedgers {
  private static final int SAMPLE = 16;
  private static final LedgerDocuments DOCUMENTS = new LedgerDocuments();
  private final Map<String, Stored> ledgers = new TreeMap<>();
  private long writes;

  Stored load(String image) {
    return ledgers.getOrDefault(image, Stored.NONE);
  }

  boolean replace(String image, Stored old, ImageLedger next) {
    if (!Objects.equals(load(image).etag(), old.etag())) {
      return false;
    }
    if (next.isEmpty()) {
      ledgers.remove(image);
    } else {
      ledgers.put(image, new Stored(next, "0x" + Long.toHexString(++writes)));
      if (writes % SAMPLE == 0) {
        sample(next);
      }
    }
    return true;
  }

  private static void sample(ImageLedger ledger) {
    ImageLedger read = DOCUMENTS.read(DOCUMENTS.write(ledger));
    if (!read.equals(ledger)) {
      throw new IllegalStateException("saved " + ledger + ", and loaded " + read);
    }
  }

  Map<String, ImageLedger> all() {
    var all = new TreeMap<String, ImageLedger>();
    ledgers.forEach((image, stored) -> all.put(image, stored.ledger()));
    return all;
  }
}
