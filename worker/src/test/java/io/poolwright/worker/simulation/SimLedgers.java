package io.poolwright.worker.simulation;

import io.poolwright.worker.document.LedgerDocuments;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.steps.ImageLedgers.Stored;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Ledgers of images by compare-and-set on their ETags, by way of the bytes of production. */
final class SimLedgers {
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
      ImageLedger read = DOCUMENTS.read(DOCUMENTS.write(next));
      ledgers.put(image, new Stored(read, "0x" + Long.toHexString(++writes)));
    }
    return true;
  }

  Map<String, ImageLedger> all() {
    var all = new TreeMap<String, ImageLedger>();
    ledgers.forEach((image, stored) -> all.put(image, stored.ledger()));
    return all;
  }
}
