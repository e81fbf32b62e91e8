package io.poolwright.integration.chaos;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.specialized.PageBlobClient;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.Secret;
import io.poolwright.integration.process.SparseVhd;
import java.net.URI;

/**
 * A VHD to make images from.
 *
 * @param address as the workers reach it
 */
record Image(String name, URI address, Secret sas) {
  private static final int MIB = 1 << 20;
  private static final SparseVhd VHD = new SparseVhd(12L * MIB, 3, MIB / 8);

  static Image upload(String name, BlobContainerClient container, URI asWorkersSeeIt) {
    PageBlobClient blob = VHD.upload(container, name);
    return new Image(
        name,
        URI.create(asWorkersSeeIt + "/" + blob.getBlobName()),
        new Secret(SparseVhd.readable(blob)));
  }

  ImageSource source() {
    return new ImageSource.Vhd(address, sas);
  }

  /** What may be seen nowhere: the signature as it stands in the URL. */
  String signature() {
    return sas.reveal().substring(sas.reveal().indexOf("sig=") + "sig=".length());
  }
}
