package io.poolwright.localazure.storage;

import java.net.URI;
import java.util.Optional;

/** Reads blobs of this machine's accounts without a SAS, as a trusted Azure service would. */
public interface BlobReader {

  /**
   * A blob's properties.
   *
   * @param blobUrl on the gateway; a query is ignored
   * @return empty when there is no such blob, container or account here
   */
  Optional<BlobInfo> head(URI blobUrl);

  /**
   * Some of a blob's bytes.
   *
   * @return fewer than {@code length} only where the blob ends
   * @throws java.io.UncheckedIOException when it cannot be read
   */
  byte[] range(URI blobUrl, long offset, int length);
}
