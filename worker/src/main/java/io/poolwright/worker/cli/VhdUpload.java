package io.poolwright.worker.cli;

import com.azure.core.exception.AzureException;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.PageBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.blob.DataRanges;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;

/** Puts a file into a page blob, without its zeros, and signs an address to read it by. */
final class VhdUpload {
  private static final int PAGE = 512;

  private final PageBlobClient blob;

  private VhdUpload(PageBlobClient blob) {
    this.blob = blob;
  }

  /** Names the blob; nothing is sent yet. */
  static VhdUpload to(LocalEnvironment local, String name) {
    var key = new StorageSharedKeyCredential(local.storageAccount(), local.storageKey());
    return new VhdUpload(
        new BlobServiceClientBuilder()
            .endpoint(local.blobEndpoint())
            .credential(key)
            .buildClient()
            .getBlobContainerClient(LocalNames.SOURCES)
            .getBlobClient(name)
            .getPageBlobClient());
  }

  /**
   * Sends the file; a length that is no multiple of 512 is filled up with zeros.
   *
   * @throws CommandFailed if the storage account does not take it
   */
  VhdUpload send(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      blob.create(pages(channel.size()) * PAGE, true);
      new DataRanges(channel).forEach(this::put);
      return this;
    } catch (AzureException e) {
      throw CommandFailed.unreachable("The VHD could not be uploaded: " + e.getMessage());
    }
  }

  /** How many bytes the blob gets beyond those of a file of this length. */
  static long padding(long length) {
    return pages(length) * PAGE - length;
  }

  private static long pages(long length) {
    return (length + PAGE - 1) / PAGE;
  }

  private void put(long at, byte[] data) {
    var range = new PageRange().setStart(at).setEnd(at + data.length - 1);
    blob.uploadPages(range, new ByteArrayInputStream(data));
  }

  /** The blob as a request names it, readable by whoever has this until {@code expiry}. */
  ImageSource.Vhd readableUntil(Instant expiry) {
    var values =
        new BlobServiceSasSignatureValues(
            expiry.atOffset(ZoneOffset.UTC), new BlobSasPermission().setReadPermission(true));
    return new ImageSource.Vhd(URI.create(blob.getBlobUrl()), new Secret(blob.generateSas(values)));
  }
}
