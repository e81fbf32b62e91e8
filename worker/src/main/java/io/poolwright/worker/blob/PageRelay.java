package io.poolwright.worker.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobDownloadResponse;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.PageBlobRequestConditions;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.options.PageBlobUploadPagesOptions;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Copies one range through the worker (Get Blob and Put Page), which holds its bytes, at most
 * {@link CopyPlan#MAX_REQUEST}, for as long as that takes.
 *
 * @param staged through a client that tries once, as that of the source does; the pace of
 *     repetitions is set elsewhere
 * @param etag the only state of the source to copy from
 */
record PageRelay(BlobClient staged, SourceBlob source, String etag, String lease) {
  private static final DownloadRetryOptions ONCE =
      new DownloadRetryOptions().setMaxRetryRequests(0);

  /**
   * Copies a range; two calls.
   *
   * @throws CopyStopped if the source has changed or the lease is another's
   * @throws CallFailed in any other case
   */
  void send(Span span) {
    byte[] bytes = read(span);
    byte[] md5 = md5(bytes);
    var pages = new PageRange().setStart(span.start()).setEnd(span.end() - 1);
    var request =
        new PageBlobUploadPagesOptions(pages, BinaryData.fromBytes(bytes))
            .setContentMd5(md5)
            .setRequestConditions(new PageBlobRequestConditions().setLeaseId(lease));
    try {
      staged.getPageBlobClient().uploadPagesWithResponse(request, null, Context.NONE);
    } catch (RuntimeException e) {
      throw StagedFailures.of("writing to", staged, e);
    }
  }

  private byte[] read(Span span) {
    var asPlanned = new BlobRequestConditions().setIfMatch(etag);
    var range = new BlobRange(span.start(), span.bytes());
    var bytes = new RangeBytes((int) span.bytes());
    BlobDownloadResponse answer;
    try {
      answer =
          source
              .client()
              .downloadStreamWithResponse(bytes, range, ONCE, asPlanned, true, null, Context.NONE);
    } catch (RuntimeException e) {
      throw SourceFailures.of("reading a range of", source, e);
    }
    return intact(bytes, answer.getDeserializedHeaders().getContentMd5());
  }

  /** A service that gives no MD5 of the range is believed if the range is whole. */
  private byte[] intact(RangeBytes bytes, byte @Nullable [] md5) {
    boolean isIntact =
        bytes.isWhole() && (md5 == null || MessageDigest.isEqual(md5, md5(bytes.array())));
    if (!isIntact) {
      throw new CallFailed(
          Failure.passing(
              "SourceRangeDamaged", "a range of the source " + source + " came damaged"));
    }
    return bytes.array();
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
