package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.WireExchange;
import io.poolwright.localazure.http.WireRequest;
import io.poolwright.localazure.http.WireResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Put Page From URL, which Azurite lacks: reads the source's range and puts it with the caller's
 * own conditions, so that Azurite decides about lease and ETag.
 */
final class PutPageFromUrl {

  static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final Set<String> REPLACED =
      Set.of("x-ms-copy-source", "x-ms-copy-source-authorization", "x-ms-range", "range");

  private final Upstream upstream;

  PutPageFromUrl(Upstream upstream) {
    this.upstream = upstream;
  }

  void handle(WireExchange exchange, BlobCall call) throws IOException, StorageFailure {
    ByteRange from = range(call, "x-ms-source-range");
    ByteRange to = range(call, call.header("x-ms-range").isPresent() ? "x-ms-range" : "range");
    if (from.length() != to.length()) {
      throw new StorageFailure(
          400,
          "InvalidHeaderValue",
          "x-ms-source-range has %d bytes, the range to write %d; they must be equal."
              .formatted(from.length(), to.length()));
    }
    byte[] bytes = SourceBlob.of(call, upstream).read(from);
    requireMd5(call, bytes);
    WireResponse put = upstream.sendFor(call, putPage(call, to, bytes));
    Relay.answer(exchange, put, List.of());
  }

  private static WireRequest putPage(BlobCall call, ByteRange to, byte[] bytes) {
    List<Header> headers = new ArrayList<>();
    for (Header given : call.headers()) {
      String name = given.name().toLowerCase(Locale.ROOT);
      if (!REPLACED.contains(name) && !name.startsWith("x-ms-source-")) {
        headers.add(given);
      }
    }
    headers.removeIf(given -> given.name().equalsIgnoreCase("x-ms-page-write"));
    headers.add(new Header("x-ms-page-write", "update"));
    headers.add(new Header("x-ms-range", to.header()));
    return WireRequest.withBody("PUT", call.target(), headers, bytes);
  }

  private static ByteRange range(BlobCall call, String name) throws StorageFailure {
    Optional<ByteRange> range = call.header(name).flatMap(ByteRange::parse);
    if (range.isEmpty() || !range.get().isAligned()) {
      throw new StorageFailure(
          416,
          "InvalidPageRange",
          name + " must be bytes=first-last, and both ends must lie between pages of 512 bytes.");
    }
    if (range.get().length() > MOST_BYTES) {
      throw new StorageFailure(
          413,
          "RequestBodyTooLarge",
          "%s has %d bytes; at most 4 MiB go into one request."
              .formatted(name, range.get().length()));
    }
    return range.get();
  }

  private static void requireMd5(BlobCall call, byte[] bytes) throws StorageFailure {
    Optional<String> given = call.header("x-ms-source-content-md5");
    if (given.isPresent() && !given.get().equals(md5(bytes))) {
      throw new StorageFailure(
          400, "Md5Mismatch", "The source's range does not have the MD5 that was given.");
    }
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
