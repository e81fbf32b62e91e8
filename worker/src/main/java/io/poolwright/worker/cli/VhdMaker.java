package io.poolwright.worker.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes fixed VHDs that are mostly holes, as fresh operating system disks are.
 *
 * @param mebibytes of the disk; the file is 512 bytes longer
 * @param islandMebibytes of random data at the disk's begin, middle and end each
 */
record VhdMaker(int mebibytes, int islandMebibytes) {
  private static final int FOOTER = 512;
  private static final int MEBIBYTE = 1 << 20;
  private static final int CHECKSUM_AT = 64;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  VhdMaker {
    if (islandMebibytes < 1 || mebibytes < 3 * islandMebibytes) {
      throw new IllegalArgumentException("three islands must fit into the disk");
    }
  }

  /**
   * Writes a new disk.
   *
   * @param file must not exist
   * @param random gives the content, so that another seed is another image
   */
  void make(Path file, RandomGenerator random, Instant now) throws IOException {
    long disk = (long) mebibytes * MEBIBYTE;
    long island = (long) islandMebibytes * MEBIBYTE;
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      for (long at : new long[] {0, (disk - island) / 2 / MEBIBYTE * MEBIBYTE, disk - island}) {
        writeIsland(channel, at, random);
      }
      var id = new UUID(random.nextLong(), random.nextLong());
      write(channel, disk, footer(disk, now, id));
    }
  }

  private void writeIsland(FileChannel channel, long at, RandomGenerator random)
      throws IOException {
    byte[] data = new byte[MEBIBYTE];
    for (int i = 0; i < islandMebibytes; i++) {
      random.nextBytes(data);
      write(channel, at + (long) i * MEBIBYTE, data);
    }
  }

  private static void write(FileChannel channel, long at, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
  }

  /**
   * The last 512 bytes of a fixed VHD, as the Virtual Hard Disk Image Format Specification has
   * them.
   *
   * @param disk its size in bytes, without the footer
   */
  static byte[] footer(long disk, Instant created, UUID id) {
    var footer = ByteBuffer.allocate(FOOTER);
    footer.put("conectix".getBytes(StandardCharsets.US_ASCII));
    footer.putInt(2); // features: the bit that is always set
    footer.putInt(0x0001_0000);
    footer.putLong(-1); // a fixed disk has no further header
    footer.putInt((int) Duration.between(EPOCH, created).toSeconds());
    footer.put("pwrt".getBytes(StandardCharsets.US_ASCII));
    footer.putInt(0x0001_0000);
    footer.put("Wi2k".getBytes(StandardCharsets.US_ASCII));
    footer.putLong(disk);
    footer.putLong(disk);
    footer.putInt(geometry(disk / FOOTER));
    footer.putInt(2); // fixed
    footer.position(CHECKSUM_AT + Integer.BYTES);
    footer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    footer.putInt(CHECKSUM_AT, checksum(footer.array()));
    return footer.array();
  }

  /** Cylinders, heads and sectors per track, by the specification's algorithm (its appendix). */
  private static int geometry(long diskSectors) {
    long sectors = Math.min(diskSectors, 65_535L * 16 * 255);
    int perTrack = 17;
    long heads = Math.max(4, (sectors / perTrack + 1023) / 1024);
    if (sectors >= 65_535L * 16 * 63) {
      return pack(sectors, 16, 255);
    }
    if (heads > 16 || sectors / perTrack >= heads * 1024) {
      perTrack = 31;
      heads = 16;
    }
    if (sectors / perTrack >= heads * 1024) {
      perTrack = 63;
    }
    return pack(sectors, heads, perTrack);
  }

  private static int pack(long sectors, long heads, int perTrack) {
    long cylinders = sectors / perTrack / heads;
    return (int) (cylinders << 16 | heads << 8 | perTrack);
  }

  /** One's complement of the sum of all bytes, while the checksum's own field is still zero. */
  private static int checksum(byte[] footer) {
    int sum = 0;
    for (byte b : footer) {
      sum += Byte.toUnsignedInt(b);
    }
    return ~sum;
  }
}
