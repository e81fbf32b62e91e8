package io.poolwright.worker.blob;

import java.net.URI;

/** How the address of a blob is shown. */
final class BlobAddress {
  private BlobAddress() {}

  /** Host and path, and never a query, in which a SAS could be. */
  static String shown(URI blob) {
    return blob.getHost() + blob.getRawPath();
  }
}
