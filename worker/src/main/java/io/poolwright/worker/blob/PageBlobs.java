package io.poolwright.worker.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.ListPageRangesOptions;
import java.util.ArrayList;
import java.util.List;

/** Reads of page blobs that sources and staged copies have in common. */
final class PageBlobs {
  private PageBlobs() {}

  /** Where a page blob has data. */
  static Spans ranges(BlobClient blob, long length, BlobRequestConditions conditions) {
    var all = new ListPageRangesOptions(new BlobRange(0, length)).setRequestConditions(conditions);
    List<Span> spans = new ArrayList<>();
    blob.getPageBlobClient()
        .listPageRanges(all, null, Context.NONE)
        .forEach(
            item -> {
              long start = item.getRange().getOffset();
              spans.add(new Span(start, start + item.getRange().getLength()));
            });
    return Spans.of(spans);
  }

  /** The last 512 bytes, in which a VHD has its footer. */
  static byte[] footer(BlobClient blob, long length, BlobRequestConditions conditions) {
    var last = new BlobRange(length - CopyPlan.PAGE, (long) CopyPlan.PAGE);
    return blob.downloadContentWithResponse(null, conditions, last, false, null, Context.NONE)
        .getValue()
        .toBytes();
  }
}
