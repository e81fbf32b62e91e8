package io.poolwright.integration.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.storage.blob.BlobClient;
import io.poolwright.worker.blob.PageUpload;
import io.poolwright.worker.blob.PageUpload.Found;
import io.poolwright.worker.job.CallFailed;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PageUploadTest {
  private static final int MIB = 1 << 20;
  private static final long LENGTH = 64L * MIB + 512;

  /** Three islands and the footer. */
  private static final long DATA = 9L * MIB + 512;

  @RegisterExtension static final BlobRoom room = new BlobRoom();

  @TempDir Path data;

  private final List<Long> told = new ArrayList<>();
  private BlobClient blob;
  private PageUpload upload;
  private PageUpload.Content content;

  @BeforeEach
  void begin() throws IOException {
    blob = room.blob(BlobRoom.OWN, "vhds", UUID.randomUUID() + ".vhd");
    var clock = InstantSource.system();
    upload = new PageUpload(room.clients(), URI.create(blob.getBlobUrl()), clock);
    Path file = data.resolve(blob.getBlobName());
    try (var out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      for (int island = 0; island < 3; island++) {
        write(out, island * 21L * MIB, 3 * MIB);
      }
      write(out, LENGTH - 512, 512);
    }
    content = new PageUpload.Content(FileChannel.open(file), LENGTH, "this-state");
  }

  private static void write(FileChannel out, long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(at).nextBytes(bytes);
    out.write(ByteBuffer.wrap(bytes), at);
  }

  @AfterEach
  void end() throws IOException {
    upload.close();
    content.file().close();
  }

  private long send() throws IOException {
    return upload.send(content, (done, now) -> told.add(done));
  }

  private void assertSent() throws IOException {
    assertThat(upload.look(content)).isEqualTo(Found.COMPLETE);
    byte[] file = Files.readAllBytes(data.resolve(blob.getBlobName()));
    assertThat(blob.downloadContent().toBytes()).isEqualTo(file);
  }

  @Test
  void aFileArrivesByteForByteAndItsZerosAreNotSent() throws IOException {
    assertThat(upload.look(content)).isEqualTo(Found.NOTHING);
    upload.begin(content, false);
    assertThat(upload.look(content)).isEqualTo(Found.BEGUN);
    assertThat(send()).isEqualTo(DATA);
    assertSent();
    assertThat(told).isSorted().last().isEqualTo(LENGTH);
  }

  @Test
  void whatWasSentBeforeAnEndIsNotSentAgain() throws IOException {
    upload.begin(content, false);
    room.failing("/vhds/" + blob.getBlobName(), "comp=page", 1, 403, "AuthorizationFailure");
    assertThat(catchThrowableOfType(CallFailed.class, this::send)).isNotNull();
    assertThat(upload.look(content)).isEqualTo(Found.BEGUN);
    assertThat(send()).isPositive().isLessThan(DATA);
    assertSent();
  }

  @Test
  void aRefusalForLoadIsWaitedFor() throws IOException {
    upload.begin(content, false);
    room.failing("/vhds/" + blob.getBlobName(), "comp=page", 2, 503, "ServerBusy");
    assertThat(send()).isEqualTo(DATA);
    assertSent();
  }

  @Test
  void anotherFileIsToldFromTheBeginOfThisOneAndReplacedOnlyIfAsked() throws IOException {
    upload.begin(content, false);
    var changed = new PageUpload.Content(content.file(), LENGTH, "another-state");
    assertThat(upload.look(changed)).isEqualTo(Found.OTHER);
    assertThat(catchThrowableOfType(CallFailed.class, () -> upload.begin(changed, false)))
        .isNotNull();
    upload.begin(changed, true);
    assertThat(upload.look(changed)).isEqualTo(Found.BEGUN);
  }
}
