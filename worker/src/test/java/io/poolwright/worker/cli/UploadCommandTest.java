package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.worker.job.Jobs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said before anything is sent. */
class UploadCommandTest {
  private static final int MIB = 1 << 20;

  @TempDir private Path home;

  private Path vhd() throws IOException {
    Path file = home.resolve("disk.vhd");
    Files.deleteIfExists(file);
    new VhdMaker(3, 1).make(file, new SplittableRandom(1), Jobs.NOON);
    return file;
  }

  private Typed upload(String... words) {
    var all = new String[words.length + 1];
    all[0] = "upload";
    System.arraycopy(words, 0, all, 1, words.length);
    return Typed.words(home, all);
  }

  @Test
  void aDynamicDiskIsAnsweredWithTheCommandThatConvertsIt() throws IOException {
    Path file = vhd();
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(4).putInt(0, 3), 3L * MIB + 60);
    }
    Typed said = upload(file.toString());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains("dynamic (type 3)")
        .contains("qemu-img convert -O vpc -o subformat=fixed,force_size " + file);
  }

  @Test
  void whatIsNoDiskIsNotSent() throws IOException {
    Path text = Files.writeString(home.resolve("notes.txt"), "no disk");
    assertThat(upload(text.toString()).err()).contains("no VHD footer");
    Path none = home.resolve("none.vhd");
    assertThat(upload(none.toString()).err()).contains("There is no file");
    assertThat(upload(none.toString()).exit()).isEqualTo(2);
  }

  @Test
  void whereNothingRunsTheBlobMustBeNamed() throws IOException {
    assertThat(upload(vhd().toString()).err()).contains("name the blob");
  }

  @Test
  void anAddressIsThatOfABlobAndHasNoSecret() throws IOException {
    String file = vhd().toString();
    assertThat(upload(file, "https://a.blob.core.windows.net/vhds/d.vhd?sig=hush").err())
        .contains("without a query")
        .doesNotContain("hush");
    assertThat(upload(file, "https://a.blob.core.windows.net/vhds").err())
        .contains("names no blob in a container");
  }
}
