package io.poolwright.worker.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.PageBlobRequestConditions;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.options.PageBlobUploadPagesFromUrlOptions;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.CopyEngine;

/**
 * Lets the service copy one range from a source to a staged blob (Put Page From URL).
 *
 * @param staged through a client that tries once; the pace of repetitions is set elsewhere
 * @param copyUrl the source's address, with a SAS where one is needed
 * @param etag the only state of the source to copy from
 */
record PageSender(BlobClient staged, SourceBlob source, Secret copyUrl, String etag, String lease) {
  private static final String REFUSED = "PutPageFromUrlRefused";

  /**
   * Copies a range; one call.
   *
   * @throws CopyStopped if the source has changed or the lease is another's
   * @throws EngineRefused if the service cannot do this here
   * @throws CallFailed in any other case
   */
  void send(Span span) {
    var pages = new PageRange().setStart(span.start()).setEnd(span.end() - 1);
    var request =
        new PageBlobUploadPagesFromUrlOptions(pages, copyUrl.reveal())
            .setSourceOffset(span.start())
            .setSourceRequestConditions(new BlobRequestConditions().setIfMatch(etag))
            .setDestinationRequestConditions(new PageBlobRequestConditions().setLeaseId(lease));
    try {
      source.copyAuthorization().ifPresent(request::setSourceAuthorization);
      staged.getPageBlobClient().uploadPagesFromUrlWithResponse(request, null, Context.NONE);
    } catch (RuntimeException e) {
      throw FromUrlFailures.of(CopyEngine.PUT_PAGE_FROM_URL.toString(), REFUSED, source, staged, e);
    }
  }
}
