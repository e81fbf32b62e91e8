package io.poolwright.localazure.arm.compute;

import io.poolwright.localazure.arm.core.Operation.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether Azure would take a blob for an OS disk: a page blob, a fixed VHD (Virtual Hard Disk Image
 * Format Specification 1.0, "Hard Disk Footer Format"), its virtual size whole MiB and right.
 */
final class VhdCheck {
  static final int FOOTER = 512;
  private static final String COOKIE = "conectix";
  private static final int CURRENT_SIZE_AT = 48;
  private static final int DISK_TYPE_AT = 60;
  private static final int CHECKSUM_AT = 64;
  private static final int FIXED = 2;
  private static final int DYNAMIC = 3;
  private static final long MIB = 1024 * 1024;
  private static final long MOST_BYTES = 2048L * 1024 * MIB;

  private final String blob;

  private VhdCheck(String blob) {
    this.blob = blob;
  }

  /**
   * Finds the first thing wrong.
   *
   * @param blob its address, without a query, for the message
   */
  static Optional<Failure> of(String blob, Optional<SourceDisk> disk) {
    VhdCheck check = new VhdCheck(blob);
    if (disk.isEmpty()) {
      return Optional.of(
          new Failure("BlobNotFound", "The source blob " + blob + " does not exist."));
    }
    return check.form(disk.get()).or(() -> check.footer(disk.get()));
  }

  private Optional<Failure> form(SourceDisk disk) {
    if (!disk.blobType().equals("PageBlob")) {
      return bad(
          "is a " + disk.blobType() + "; only page blobs formatted as VHDs can be imported.");
    }
    if (disk.length() > MOST_BYTES + FOOTER) {
      return Optional.of(
          new Failure(
              "GallerySourceResourceExceedsMaxSize",
              "The source blob "
                  + blob
                  + " has "
                  + disk.length()
                  + " bytes; at most "
                  + MOST_BYTES
                  + " are supported."));
    }
    if (disk.footer().remaining() < FOOTER) {
      return bad("is too short to hold a VHD footer.");
    }
    return Optional.empty();
  }

  private Optional<Failure> footer(SourceDisk disk) {
    byte[] bytes = new byte[FOOTER];
    disk.footer().duplicate().get(bytes);
    ByteBuffer footer = ByteBuffer.wrap(bytes);
    if (!COOKIE.equals(new String(bytes, 0, COOKIE.length(), StandardCharsets.US_ASCII))) {
      return Optional.of(
          new Failure(
              "InvalidVhd",
              "The specified cookie value in VHD footer indicates that disk with blob "
                  + blob
                  + " is not a supported VHD. Disk is expected to have cookie value '"
                  + COOKIE
                  + "'."));
    }
    if (footer.getInt(CHECKSUM_AT) != checksum(bytes)) {
      return bad("has a VHD footer with a wrong checksum.");
    }
    int type = footer.getInt(DISK_TYPE_AT);
    if (type != FIXED) {
      return bad(
          "is a " + (type == DYNAMIC ? "dynamic" : "differencing") + " VHD, not a fixed one.");
    }
    long virtual = disk.length() - FOOTER;
    if (footer.getLong(CURRENT_SIZE_AT) != virtual) {
      return bad(
          "says in its VHD footer that the disk has "
              + footer.getLong(CURRENT_SIZE_AT)
              + " bytes, but the blob holds "
              + virtual
              + ".");
    }
    return virtual % MIB == 0
        ? Optional.empty()
        : bad("has a virtual size of " + virtual + " bytes, which is not a whole number of MiB.");
  }

  /** The one's complement of the sum of the footer's bytes, the checksum's own left out. */
  private static int checksum(byte[] footer) {
    int sum = 0;
    for (int at = 0; at < FOOTER; at++) {
      boolean own = at >= CHECKSUM_AT && at < CHECKSUM_AT + Integer.BYTES;
      sum += own ? 0 : footer[at] & 0xff;
    }
    return ~sum;
  }

  private Optional<Failure> bad(String what) {
    return Optional.of(new Failure("InvalidVhd", "The blob " + blob + " " + what));
  }
}
