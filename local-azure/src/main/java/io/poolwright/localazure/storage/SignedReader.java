package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.WireRequest;
import io.poolwright.localazure.http.WireResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads from Azurite with the account's own key. */
final class SignedReader implements BlobReader {

  private final Upstream upstream;
  private final Copies copies;

  SignedReader(Upstream upstream, Copies copies) {
    this.upstream = upstream;
    this.copies = copies;
  }

  @Override
  public Optional<BlobInfo> head(URI blobUrl) {
    try (WireResponse response = ask("HEAD", blobUrl, List.of())) {
      return Optional.of(
          new BlobInfo(
              response.header("x-ms-blob-type").orElse(""),
              Long.parseLong(response.header("content-length").orElse("0")),
              response.header("etag").orElse(""),
              copies
                  .onto(blobUrl.getRawPath())
                  .map(CopyState::wireStatus)
                  .or(() -> response.header("x-ms-copy-status"))
                  .orElse(null)));
    } catch (StorageFailure e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw failed(blobUrl, e);
    }
  }

  @Override
  public byte[] range(URI blobUrl, long offset, int length) {
    var range = new ByteRange(offset, offset + length - 1);
    var header = new Header("x-ms-range", range.header());
    try (WireResponse response = ask("GET", blobUrl, List.of(header))) {
      return response.body().readNBytes(length);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + blobUrl.getRawPath(), e);
    } catch (StorageFailure e) {
      throw failed(blobUrl, e);
    }
  }

  private WireResponse ask(String method, URI url, List<Header> more) throws StorageFailure {
    String[] segments = url.getRawPath().split("/", 3);
    if (segments.length < 3) {
      throw new StorageFailure(404, "ResourceNotFound", "This URL names no blob.");
    }
    var request = WireRequest.withoutBody(method, url.getRawPath(), more);
    return Upstream.successful(upstream.sendSigned(segments[1], request));
  }

  private static UncheckedIOException failed(URI url, StorageFailure failure) {
    return new UncheckedIOException(
        new IOException(
            "cannot read " + url.getRawPath() + ": " + failure.status() + " " + failure.code()));
  }
}
