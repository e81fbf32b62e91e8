package io.poolwright.integration.process;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A fixed VHD: islands of data at equal distances in a sea of zeros.
 *
 * @param disk bytes without the footer, whole mebibytes
 * @param islandBytes whole pages of 512
 */
public record SparseVhd(long disk, int islands, int islandBytes) {

  public PageBlobClient upload(BlobContainerClient container, String name) {
    return upload(container, name, footer -> {});
  }

  /** With a footer that is spoilt before its upload; the checksum is not mended. */
  public PageBlobClient upload(
      BlobContainerClient container, String name, Consumer<ByteBuffer> spoil) {
    PageBlobClient blob = container.getBlobClient(name + ".vhd").getPageBlobClient();
    blob.create(disk + 512);
    for (int i = 0; i < islands; i++) {
      byte[] island = new byte[islandBytes];
      new Random(name.hashCode() + (long) i).nextBytes(island);
      write(blob, disk / islands * i, island);
    }
    byte[] footer = new byte[512];
    fill(ByteBuffer.wrap(footer), spoil);
    write(blob, disk, footer);
    return blob;
  }

  /** As a file that must not be there. */
  void save(Path file) throws IOException {
    try (var out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      for (int i = 0; i < islands; i++) {
        byte[] island = new byte[islandBytes];
        new Random(i).nextBytes(island);
        out.write(ByteBuffer.wrap(island), disk / islands * i);
      }
      byte[] footer = new byte[512];
      fill(ByteBuffer.wrap(footer), whole -> {});
      out.write(ByteBuffer.wrap(footer), disk);
    }
  }

  /** A SAS to read a blob with. */
  public static String readable(PageBlobClient blob) {
    return blob.generateSas(
        new BlobServiceSasSignatureValues(
            OffsetDateTime.parse("2099-01-01T00:00:00Z"),
            new BlobSasPermission().setReadPermission(true)));
  }

  private static void write(PageBlobClient blob, long at, byte[] bytes) {
    var range = new PageRange().setStart(at).setEnd(at + bytes.length - 1);
    blob.uploadPages(range, new ByteArrayInputStream(bytes));
  }

  private void fill(ByteBuffer footer, Consumer<ByteBuffer> spoil) {
    footer.put("conectix".getBytes(StandardCharsets.US_ASCII));
    footer.putInt(8, 2).putInt(12, 0x10000).putLong(16, -1).putLong(40, disk).putLong(48, disk);
    footer.putInt(60, 2).putInt(64, checksum(footer));
    spoil.accept(footer);
  }

  public static int checksum(ByteBuffer footer) {
    int sum = 0;
    for (int at = 0; at < 512; at++) {
      sum += at >= 64 && at < 68 ? 0 : Byte.toUnsignedInt(footer.get(at));
    }
    return ~sum;
  }
}
