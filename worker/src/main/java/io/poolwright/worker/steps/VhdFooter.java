package io.poolwright.worker.steps;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The last 512 bytes of a VHD, big-endian, as the Virtual Hard Disk Image Format Specification lays
 * them out.
 */
public final class VhdFooter {
  public static final int LENGTH = 512;

  private static final long MEBIBYTE = 1 << 20;
  private static final int VERSION_AT = 12;
  private static final int CURRENT_SIZE_AT = 48;
  private static final int TYPE_AT = 60;
  private static final int CHECKSUM_AT = 64;
  private static final int UNIQUE_ID_AT = 68;
  private static final int VERSION = 0x0001_0000;
  private static final int FIXED = 2;
  private static final int DYNAMIC = 3;
  private static final int DIFFERENCING = 4;

  private final byte[] bytes;

  public VhdFooter(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A flaw of a VHD and what to do about it. */
  public record Flaw(String problem, String remedy) {}

  /**
   * Everything that keeps Azure from booting this VHD.
   *
   * @param blobLength of the whole blob, footer included
   */
  public List<Flaw> flaws(long blobLength) {
    if (!cookie().equals("conectix")) {
      return List.of(
          new Flaw(
              "The last 512 bytes are no VHD footer (the cookie \"conectix\" is missing).",
              "The file is truncated or is no VHD. Convert it again with: qemu-img convert -O vpc -o"
                  + " subformat=fixed,force_size, and upload all of it as a page blob."));
    }
    if (type() == DYNAMIC || type() == DIFFERENCING) {
      return List.of(
          new Flaw(
              "The VHD is " + typeName() + ", and Azure boots fixed ones only.",
              "Convert it with: qemu-img convert -f vpc -O vpc -o subformat=fixed,force_size."));
    }
    var flaws = new ArrayList<Flaw>();
    if (type() != FIXED || number(VERSION_AT) != VERSION) {
      flaws.add(
          new Flaw(
              "The VHD footer has disk type " + type() + " and version " + version() + ".",
              "It must be type 2 (fixed), version 1.0; convert the disk again."));
    }
    if (number(CHECKSUM_AT) != checksum()) {
      flaws.add(
          new Flaw(
              "The checksum of the VHD footer is wrong.",
              "The file was damaged on its way; upload it again from an intact copy."));
    }
    addSizeFlaws(blobLength, flaws);
    return flaws;
  }

  private void addSizeFlaws(long blobLength, List<Flaw> flaws) {
    long disk = blobLength - LENGTH;
    if (currentSize() != disk) {
      flaws.add(
          new Flaw(
              "The footer speaks of a disk of "
                  + currentSize()
                  + " bytes, and the blob holds "
                  + disk
                  + ".",
              "The file is truncated or padded; upload exactly the bytes of the VHD."));
    } else if (disk % MEBIBYTE != 0) {
      flaws.add(
          new Flaw(
              "The disk has " + disk + " bytes, which are not whole mebibytes.",
              "Resize it to whole mebibytes first: qemu-img resize, then convert with force_size."));
    }
  }

  /** Tells this disk from others, and is new whenever one is made; 32 hexadecimal digits. */
  public String uniqueId() {
    return HexFormat.of().formatHex(bytes, UNIQUE_ID_AT, UNIQUE_ID_AT + 16);
  }

  private String cookie() {
    return new String(bytes, 0, 8, StandardCharsets.US_ASCII);
  }

  private int type() {
    return number(TYPE_AT);
  }

  private String typeName() {
    return type() == DYNAMIC ? "dynamic (type 3)" : "differencing (type 4)";
  }

  private String version() {
    return (number(VERSION_AT) >>> 16) + "." + (number(VERSION_AT) & 0xFFFF);
  }

  private long currentSize() {
    return ByteBuffer.wrap(bytes).getLong(CURRENT_SIZE_AT);
  }

  private int number(int at) {
    return ByteBuffer.wrap(bytes).getInt(at);
  }

  /** One's complement of the sum of all bytes, the checksum's own four counted as zero. */
  private int checksum() {
    int sum = 0;
    for (int at = 0; at < LENGTH; at++) {
      boolean own = at >= CHECKSUM_AT && at < CHECKSUM_AT + Integer.BYTES;
      sum += own ? 0 : Byte.toUnsignedInt(bytes[at]);
    }
    return ~sum;
  }
}
