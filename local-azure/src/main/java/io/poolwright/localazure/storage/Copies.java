package io.poolwright.localazure.storage;

import static io.poolwright.localazure.storage.Upstream.header;

import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.WireExchange;
import io.poolwright.localazure.http.WireRequest;
import io.poolwright.localazure.http.WireResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Copy Blob for page blobs, as Azure does it: accepted at once, done later. They are known as long
 * as this process lives; a copy that was pending when it ended stays incomplete.
 */
final class Copies implements AutoCloseable {

  private static final int AT_ONCE = 4;

  /** From here on Azurite answers 500 with an empty body. */
  private static final long AZURITE_COPIES_BELOW = 512L * 1024 * 1024;

  private final Upstream upstream;
  private final int mebibytesPerSecond;
  private final InstantSource clock;
  private final Map<String, PageCopy> copies = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task -> {
            var thread = new Thread(task, "blob-copy");
            thread.setDaemon(true);
            return thread;
          });

  Copies(Upstream upstream, int mebibytesPerSecond, InstantSource clock) {
    this.upstream = upstream;
    this.mebibytesPerSecond = mebibytesPerSecond;
    this.clock = clock;
  }

  /** The last copy onto this blob, unless it was written over since. */
  Optional<CopyState> onto(String path) {
    return Optional.ofNullable(copies.get(path)).map(PageCopy::state);
  }

  /** A write that makes Azure forget where the blob came from. */
  void forget(String path) {
    copies.computeIfPresent(path, (any, copy) -> copy.state().isPending() ? copy : null);
  }

  /**
   * Accepts a copy.
   *
   * @return false when the source is no page blob, which Azurite copies well enough itself
   */
  boolean start(WireExchange exchange, BlobCall call) throws IOException, StorageFailure {
    SourceBlob source = SourceBlob.of(call, upstream).inAccount(call.account());
    WireResponse properties = source.head();
    long total = Long.parseLong(properties.header("content-length").orElse("0"));
    if (!properties.header("x-ms-blob-type").orElse("").equals("PageBlob")) {
      refuseTooLargeForAzurite(total);
      return false;
    }
    refuseLeaseWithAnEnd(call);
    SourceBlob fixed = source.at(properties.header("etag").orElse("*"));
    WireResponse created =
        Upstream.successful(upstream.sendFor(call, create(call, properties, total)));
    CopyState state = CopyState.pending(UUID.randomUUID().toString(), source.shown(), total);
    var copy = new PageCopy(fixed, call, upstream, mebibytesPerSecond, clock, state);
    copies.put(call.path(), copy);
    threads.execute(copy);
    accepted(exchange, created, state);
    return true;
  }

  /** Stops a pending copy and leaves the destination empty, as Azure does. */
  void abort(WireExchange exchange, BlobCall call) throws IOException, StorageFailure {
    PageCopy copy = copies.get(call.path());
    if (copy == null || !copy.state().isPending()) {
      throw new StorageFailure(
          409, "NoPendingCopyOperation", "There is currently no pending copy operation.");
    }
    if (!copy.state().id().equals(call.query().get("copyid"))) {
      throw new StorageFailure(
          409, "CopyIdMismatch", "The copy ID did not match the pending copy operation.");
    }
    String target = call.targetWith("properties", List.of("copyid"));
    List<Header> headers = new ArrayList<>(call.headers());
    headers.removeIf(header -> header.name().equalsIgnoreCase("x-ms-copy-action"));
    headers.add(header("x-ms-blob-content-length", 0));
    var resize = WireRequest.withoutBody("PUT", target, headers);
    Upstream.successful(upstream.sendFor(call, resize)).close();
    copy.abort();
    exchange.sendResponseLines(204, List.of(), -1);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** A lease that may end while the copy is pending would protect nothing. */
  private void refuseLeaseWithAnEnd(BlobCall call) throws StorageFailure {
    if (call.header("x-ms-lease-id").isEmpty()) {
      return;
    }
    var head = WireRequest.withoutBody("HEAD", call.path(), List.of());
    try (WireResponse target = upstream.sendSigned(call.account(), head)) {
      if (target.header("x-ms-lease-duration").filter("fixed"::equals).isPresent()) {
        throw new StorageFailure(
            412,
            "InfiniteLeaseDurationRequired",
            "The lease ID matched, but the specified lease must be an infinite-duration lease.");
      }
    }
  }

  private static void refuseTooLargeForAzurite(long total) throws StorageFailure {
    if (total >= AZURITE_COPIES_BELOW) {
      throw new StorageFailure(
          501,
          "NotImplemented",
          "Here only page blobs can be copied from 512 MiB on; put block blobs from the client.");
    }
  }

  private static WireRequest create(BlobCall call, WireResponse source, long total) {
    List<Header> headers = new ArrayList<>();
    for (Header given : call.headers()) {
      String name = given.name().toLowerCase(Locale.ROOT);
      if (!name.startsWith("x-ms-source-") && !name.startsWith("x-ms-copy-")) {
        headers.add(given);
      }
    }
    if (headers.stream().noneMatch(Copies::isMetadata)) {
      source.headers().stream().filter(Copies::isMetadata).forEach(headers::add);
    }
    source
        .header("content-type")
        .ifPresent(type -> headers.add(new Header("x-ms-blob-content-type", type)));
    headers.add(new Header("x-ms-blob-type", "PageBlob"));
    headers.add(header("x-ms-blob-content-length", total));
    return WireRequest.withoutBody("PUT", call.target(), headers);
  }

  private static boolean isMetadata(Header header) {
    return header.name().toLowerCase(Locale.ROOT).startsWith("x-ms-meta-");
  }

  private static void accepted(WireExchange exchange, WireResponse created, CopyState state)
      throws IOException {
    try (created) {
      List<Header> headers = new ArrayList<>(created.headers());
      headers.removeIf(header -> header.name().equalsIgnoreCase("content-length"));
      headers.add(new Header("x-ms-copy-id", state.id()));
      headers.add(new Header("x-ms-copy-status", "pending"));
      exchange.sendResponseLines(202, headers, -1);
    }
  }
}
