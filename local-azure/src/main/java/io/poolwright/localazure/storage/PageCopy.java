package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.WireRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One Copy Blob of a page blob on its way: range after range, zeros skipped. */
final class PageCopy implements Runnable {

  private final SourceBlob source;
  private final BlobCall call;
  private final Upstream upstream;
  private final int mebibytesPerSecond;
  private final InstantSource clock;
  private CopyState state;

  /**
   * @param source as it was when the copy was accepted, by ETag
   * @param call what the client asked for; names the destination and its lease
   * @param mebibytesPerSecond 0 for no limit
   */
  PageCopy(
      SourceBlob source,
      BlobCall call,
      Upstream upstream,
      int mebibytesPerSecond,
      InstantSource clock,
      CopyState first) {
    this.source = source;
    this.call = call;
    this.upstream = upstream;
    this.mebibytesPerSecond = mebibytesPerSecond;
    this.clock = clock;
    this.state = first;
  }

  synchronized CopyState state() {
    return state;
  }

  /** Ends it as aborted, even if the abort itself has just made a range fail. */
  synchronized void abort() {
    state = state.over(CopyState.Status.ABORTED, null, clock.instant());
  }

  @Override
  public void run() {
    try {
      for (ByteRange chunk : chunks(source.pageRanges())) {
        if (!state().isPending()) {
          return;
        }
        put(chunk, source.read(chunk));
        advance(now -> now.copied(chunk.last() + 1));
        pace(chunk);
      }
      advance(now -> now.over(CopyState.Status.SUCCESS, null, clock.instant()));
    } catch (StorageFailure e) {
      advance(now -> now.over(CopyState.Status.FAILED, e.inOneLine(), clock.instant()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void advance(UnaryOperator<CopyState> step) {
    state = state.isPending() ? step.apply(state) : state;
  }

  private void put(ByteRange range, byte[] bytes) throws StorageFailure {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("x-ms-page-write", "update"));
    headers.add(new Header("x-ms-range", range.header()));
    Optional<String> lease = call.header("x-ms-lease-id");
    lease.ifPresent(id -> headers.add(new Header("x-ms-lease-id", id)));
    var request = WireRequest.withBody("PUT", call.path() + "?comp=page", headers, bytes);
    Upstream.successful(upstream.sendSigned(call.account(), request)).close();
  }

  private void pace(ByteRange range) throws InterruptedException {
    if (mebibytesPerSecond > 0) {
      TimeUnit.MICROSECONDS.sleep(range.length() * 1_000_000 / (mebibytesPerSecond * 1024L * 1024));
    }
  }

  private static List<ByteRange> chunks(List<ByteRange> ranges) {
    List<ByteRange> chunks = new ArrayList<>();
    for (ByteRange range : ranges) {
      for (long at = range.first(); at <= range.last(); at += PutPageFromUrl.MOST_BYTES) {
        chunks.add(new ByteRange(at, Math.min(range.last(), at + PutPageFromUrl.MOST_BYTES - 1)));
      }
    }
    return chunks;
  }
}
