package io.poolwright.worker.simulation;

import io.poolwright.worker.document.LedgerDocuments;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.steps.ImageLedgers.Stored;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Ledgers of images by compare-and-set on their ETags, as the bytes that production writes. */
final class SimLedgers {
  private static final LedgerDocuments DOCUMENTS = new LedgerDocuments();
  private final Map<String, byte[]> bytes = new TreeMap<>();
  private final Map<String, String> etags = new TreeMap<>();
  private long writes;

  Stored load(String image) {
    byte[] found = bytes.get(image);
    return found == null ? Stored.NONE : new Stored(DOCUMENTS.read(found), etags.get(image));
  }

  boolean replace(String image, Stored old, ImageLedger next) {
    if (!Objects.equals(etags.get(image), old.etag())) {
      return false;
    }
    if (next.isEmpty()) {
      bytes.remove(image);
      etags.remove(image);
    } else {
      bytes.put(image, DOCUMENTS.write(next));
      etags.put(image, "0x" + Long.toHexString(++writes));
    }
    return true;
  }

  Map<String, ImageLedger> all() {
    var all = new TreeMap<String, ImageLedger>();
    bytes.forEach((image, document) -> all.put(image, DOCUMENTS.read(document)));
    return all;
  }
}
