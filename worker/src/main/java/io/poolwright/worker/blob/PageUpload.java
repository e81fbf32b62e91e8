package io.poolwright.worker.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.options.PageBlobCreateOptions;
import com.azure.storage.blob.options.PageBlobUploadPagesOptions;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Puts a file into a page blob, without its zeros, and goes on where an earlier run of the same
 * file has stopped: its metadata says of which file it is, and its page ranges what is there. Every
 * method may throw {@link CallFailed}.
 */
public final class PageUpload implements AutoCloseable {
  private static final String FILE = "poolwright_upload";
  private static final String COMPLETE = "poolwright_upload_complete";

  /** So many ranges are read before they are sent. */
  private static final int BATCH = 64;

  private final BlobClient patient;
  private final BlobClient once;
  private final StorageSettings.Copying limits;
  private final InstantSource clock;
  private final ExecutorService threads;

  /** To a blob in an account that the clients have credentials for. */
  public PageUpload(StorageClients clients, URI blob, InstantSource clock) {
    this.patient = clients.own(blob, true);
    this.once = clients.own(blob, false);
    this.limits = clients.settings().copying();
    this.clock = clock;
    this.threads = Executors.newFixedThreadPool(limits.inFlightPerBlob());
  }

  /**
   * A file that is sent.
   *
   * @param id tells this state of the file from every other
   */
  public record Content(FileChannel file, long length, String id) {}

  /** What there is at the address. */
  public enum Found {
    NOTHING,
    /** The begin of this very file. */
    BEGUN,
    COMPLETE,
    OTHER
  }

  /** Hears how far it is; in bytes of the file. */
  public interface Progress {
    void at(long done, Instant now);
  }

  public Found look(Content content) {
    return StorageFailures.unlessAbsent(doing("looking at"), patient::getProperties)
        .map(found -> found(found, content))
        .orElse(Found.NOTHING);
  }

  private static Found found(BlobProperties found, Content content) {
    Map<String, String> metadata = found.getMetadata();
    boolean same =
        found.getBlobType() == BlobType.PAGE_BLOB
            && found.getBlobSize() == content.length()
            && content.id().equals(metadata.get(FILE));
    if (!same) {
      return Found.OTHER;
    }
    return Boolean.parseBoolean(metadata.get(COMPLETE)) ? Found.COMPLETE : Found.BEGUN;
  }

  /**
   * Makes the blob, empty.
   *
   * @param replace in the place of whatever is there; else it must not be there
   */
  public void begin(Content content, boolean replace) {
    var empty = new PageBlobCreateOptions(content.length()).setMetadata(mark(content, false));
    if (!replace) {
      empty.setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));
    }
    call(
        "creating",
        () -> patient.getPageBlobClient().createWithResponse(empty, null, Context.NONE));
  }

  /**
   * Sends what is missing, verifies the whole, and marks it complete.
   *
   * @return how many bytes were sent
   */
  public long send(Content content, Progress progress) throws IOException {
    Spans there = ranges(content);
    var batch = new ArrayList<Span>();
    var data = new ArrayList<Span>();
    var sent = new AtomicLong();
    new DataRanges(content.file())
        .forEach(
            (at, bytes) -> {
              batch.add(new Span(at, at + bytes.length));
              if (batch.size() == BATCH) {
                data.addAll(batch);
                sent.addAndGet(send(content, Spans.of(batch).minus(there), progress));
                batch.clear();
              }
            });
    data.addAll(batch);
    sent.addAndGet(send(content, Spans.of(batch).minus(there), progress));
    verify(content, Spans.of(data));
    call(
        "completing",
        () -> patient.setMetadataWithResponse(mark(content, true), null, null, Context.NONE));
    progress.at(content.length(), clock.instant());
    return sent.get();
  }

  /** A progress is told about once a second. */
  private long send(Content content, Spans missing, Progress progress) {
    List<Span> requests = missing.pieces(CopyPlan.MAX_REQUEST);
    if (requests.isEmpty()) {
      return 0;
    }
    var done = new AtomicLong(requests.get(0).start());
    var queue =
        new RangeQueue(
            limits,
            clock,
            threads,
            span -> {
              put(content, span);
              done.addAndGet(span.bytes());
            });
    return queue.send(requests, Instant.MAX, now -> progress.at(done.get(), now));
  }

  private void put(Content content, Span span) {
    var range = new PageRange().setStart(span.start()).setEnd(span.end() - 1);
    var pages = new PageBlobUploadPagesOptions(range, BinaryData.fromBytes(read(content, span)));
    call(
        "writing to",
        () -> once.getPageBlobClient().uploadPagesWithResponse(pages, null, Context.NONE));
  }

  private static byte[] read(Content content, Span span) {
    var buffer = ByteBuffer.allocate((int) span.bytes());
    try {
      while (buffer.hasRemaining()
          && content.file().read(buffer, span.start() + buffer.position()) >= 0) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.array();
  }

  private void verify(Content content, Spans data) {
    var footer = new Span(content.length() - CopyPlan.PAGE, content.length());
    byte[] found =
        call(
            "reading the footer of",
            () -> PageBlobs.footer(patient, content.length(), new BlobRequestConditions()));
    if (!ranges(content).covers(data) || !Arrays.equals(found, read(content, footer))) {
      throw new CallFailed(
          Failure.passing(
              "UploadIncomplete", patient.getBlobName() + " lacks what was sent; send it again"));
    }
  }

  private Spans ranges(Content content) {
    return call(
        "listing the ranges of",
        () -> PageBlobs.ranges(patient, content.length(), new BlobRequestConditions()));
  }

  private static Map<String, String> mark(Content content, boolean complete) {
    return Map.of(FILE, content.id(), COMPLETE, Boolean.toString(complete));
  }

  private <T> T call(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw StorageFailures.of(doing(doing), e);
    }
  }

  private String doing(String what) {
    return what + " " + patient.getContainerName() + "/" + patient.getBlobName();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
