package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.worker.blob.DataRanges;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VhdMakerTest {
  private static final long DISK = 256L << 20;
  private static final Instant CREATED = Instant.parse("2000-01-01T00:01:40Z");
  private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  @TempDir private Path directory;

  @Test
  void theFooterSaysThatTheDiskIsFixedAndHowLongItIs() {
    var footer = ByteBuffer.wrap(VhdMaker.footer(DISK, CREATED, ID));
    assertThat(footer.capacity()).isEqualTo(512);
    assertThat(new String(footer.array(), 0, 8, StandardCharsets.US_ASCII)).isEqualTo("conectix");
    assertThat(footer.getInt(8)).isEqualTo(2);
    assertThat(footer.getInt(12)).isEqualTo(0x0001_0000);
    assertThat(footer.getLong(16)).isEqualTo(-1);
    assertThat(footer.getInt(24)).isEqualTo(100);
    assertThat(footer.getLong(40)).isEqualTo(DISK);
    assertThat(footer.getLong(48)).isEqualTo(DISK);
    assertThat(footer.getInt(60)).isEqualTo(2);
    assertThat(new UUID(footer.getLong(68), footer.getLong(76))).isEqualTo(ID);
  }

  @Test
  void theChecksumIsTheComplementOfTheSumOfAllOtherBytes() {
    var footer = ByteBuffer.wrap(VhdMaker.footer(DISK, CREATED, ID));
    int told = footer.getInt(64);
    footer.putInt(64, 0);
    int sum = 0;
    for (byte b : footer.array()) {
      sum += b & 0xFF;
    }
    assertThat(told).isEqualTo(~sum);
  }

  @Test
  void theGeometryHoldsNoMoreThanTheDiskAndLacksLessThanACylinder() {
    var footer = ByteBuffer.wrap(VhdMaker.footer(DISK, CREATED, ID));
    int perCylinder = footer.get(58) * footer.get(59);
    assertThat(footer.getShort(56) * perCylinder)
        .isBetween((int) (DISK / 512) - perCylinder + 1, (int) (DISK / 512));
  }

  @Test
  void onlyTheIslandsAndTheFooterAreWorthSending() throws IOException {
    Path file = directory.resolve("disk.vhd");
    new VhdMaker(64, 2).make(file, new SplittableRandom(7), CREATED);
    var ranges = new TreeMap<Long, Integer>();
    try (var channel = FileChannel.open(file)) {
      new DataRanges(channel).forEach((at, data) -> ranges.put(at, data.length));
    }
    int island = 2 << 20;
    long disk = 64L << 20;
    assertThat(Files.size(file)).isEqualTo(disk + 512);
    assertThat(ranges)
        .containsEntry(0L, island)
        .containsEntry(disk - island, island)
        .containsEntry(disk, 512);
    assertThat(ranges.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(3 * island + 512);
  }

  @Test
  void aFileThatIsNoWholePagesIsFilledUpWithZeros() throws IOException {
    Path file = Files.write(directory.resolve("odd"), new byte[] {1, 2, 3});
    try (var channel = FileChannel.open(file)) {
      new DataRanges(channel)
          .forEach((at, data) -> assertThat(data).hasSize(512).startsWith(1, 2, 3, 0, 0));
    }
    assertThat(VhdUpload.padding(3)).isEqualTo(509);
    assertThat(VhdUpload.padding(1024)).isZero();
  }
}
