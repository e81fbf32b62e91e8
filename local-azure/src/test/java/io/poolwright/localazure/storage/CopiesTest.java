package io.poolwright.localazure.storage;

import static io.poolwright.localazure.storage.LocalStorage.MIB;
import static io.poolwright.localazure.storage.LocalStorage.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiesTest {

  private static final Duration POLL = Duration.ofMillis(200);

  private LocalStorage storage;

  @BeforeAll
  void start(@TempDir Path data) {
    storage = LocalStorage.start(data, 8);
  }

  @AfterAll
  void stop() {
    storage.close();
  }

  @Test
  void aCopyIsPendingWithItsProgressUntilItIsDone() {
    PageBlobClient source = source(16 * MIB, 16 * MIB);
    PageBlobClient target = storage.unnamedPageBlob();

    var accepted = target.beginCopy(storage.readUrl(source), POLL).poll().getValue();
    assertThat(accepted.getCopyStatus()).isEqualTo(CopyStatusType.PENDING);
    await().until(() -> copied(target) > 0);
    assertThat(target.getProperties().getCopyStatus()).isEqualTo(CopyStatusType.PENDING);

    BlobProperties done = awaitEnd(target);
    assertThat(done.getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
    assertThat(done.getCopyProgress()).isEqualTo(16 * MIB + "/" + 16 * MIB);
    assertThat(done.getCopyCompletionTime()).isNotNull();
    assertThat(done.getCopySource()).isEqualTo(source.getBlobUrl()).doesNotContain("sig=");
    assertThat(target.downloadContent().toBytes()).isEqualTo(source.downloadContent().toBytes());
  }

  @Test
  void aPageBlobOfMoreThanHalfAGibibyteIsCopiedWithoutItsZeros() {
    long size = 1024L * MIB + 512;
    PageBlobClient source = source(size, 2 * MIB);
    source.uploadPages(page(size - 512, size), random(512, 8));
    PageBlobClient target = storage.unnamedPageBlob();

    target.beginCopy(storage.readUrl(source), POLL);

    assertThat(awaitEnd(target).getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
    assertThat(target.getProperties().getBlobSize()).isEqualTo(size);
    assertThat(target.listPageRanges(new BlobRange(0)))
        .extracting(range -> range.getRange().getOffset())
        .contains(0L, size - 512);
    assertThat(storage.gateway.reader().head(URI.create(target.getBlobUrl())))
        .hasValueSatisfying(info -> assertThat(info.copyStatus()).isEqualTo("success"));
  }

  @Test
  void aPendingCopyForbidsWritesAndCanBeAborted() {
    PageBlobClient source = source(64 * MIB, 64 * MIB);
    PageBlobClient target = storage.unnamedPageBlob();
    String id = target.beginCopy(storage.readUrl(source), POLL).poll().getValue().getCopyId();

    assertThatThrownBy(() -> target.uploadPages(page(0, 512), random(512, 1)))
        .hasMessageContaining("PendingCopyOperation");
    assertThatThrownBy(() -> target.abortCopyFromUrl("11111111-1111-4111-8111-111111111111"))
        .hasMessageContaining("CopyIdMismatch");
    assertThatThrownBy(() -> lease(target).acquireLease(15))
        .hasMessageContaining("PendingCopyOperation");
    target.abortCopyFromUrl(id);

    BlobProperties aborted = target.getProperties();
    assertThat(aborted.getCopyStatus()).isEqualTo(CopyStatusType.ABORTED);
    assertThat(aborted.getBlobSize()).isZero();
    assertThatThrownBy(() -> target.abortCopyFromUrl(id))
        .hasMessageContaining("NoPendingCopyOperation");
  }

  @Test
  void aLeaseWithAnEndDoesNotProtectACopy() {
    PageBlobClient target = storage.pageBlob(MIB);
    String id = lease(target).acquireLease(15);
    var copy =
        new BlobBeginCopyOptions(storage.readUrl(source(MIB, MIB)))
            .setPollInterval(POLL)
            .setDestinationRequestConditions(new BlobRequestConditions().setLeaseId(id));

    assertThatThrownBy(() -> target.beginCopy(copy))
        .hasMessageContaining("InfiniteLeaseDurationRequired");
    lease(target).breakLease();
  }

  @Test
  void aSourceThatChangesMeanwhileFailsTheCopy() {
    PageBlobClient source = source(32 * MIB, 32 * MIB);
    PageBlobClient target = storage.unnamedPageBlob();
    target.beginCopy(storage.readUrl(source), POLL);

    source.uploadPages(page(0, 512), random(512, 2));

    BlobProperties failed = awaitEnd(target);
    assertThat(failed.getCopyStatus()).isEqualTo(CopyStatusType.FAILED);
    assertThat(failed.getCopyStatusDescription()).contains("412 SourceConditionNotMet");
  }

  @Test
  void aCopyWithinTheAccountNeedsNoSas() {
    PageBlobClient source = source(MIB, MIB);
    PageBlobClient target = storage.unnamedPageBlob();
    target.beginCopy(source.getBlobUrl(), POLL);
    assertThat(awaitEnd(target).getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
  }

  @Test
  void aBlockBlobIsCopiedByAzuriteItself() {
    var source = storage.container("vhds").getBlobClient("small.bin");
    source.upload(random(MIB, 4), MIB, true);
    var target = storage.container("vhds").getBlobClient("copied.bin");
    target.beginCopy(storage.readUrl(source.getBlockBlobClient()), POLL).waitForCompletion();
    assertThat(target.downloadContent().toBytes()).hasSize(MIB);
  }

  private static BlobLeaseClient lease(PageBlobClient blob) {
    return new BlobLeaseClientBuilder().blobClient(blob).buildClient();
  }

  private PageBlobClient source(long size, int data) {
    PageBlobClient blob = storage.pageBlob(size);
    for (int at = 0; at < data; at += PutPageFromUrl.MOST_BYTES) {
      int length = Math.min(data - at, PutPageFromUrl.MOST_BYTES);
      blob.uploadPages(page(at, at + (long) length), random(length, at));
    }
    return blob;
  }

  private static BlobProperties awaitEnd(PageBlobClient blob) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(blob::getProperties, p -> p.getCopyStatus() != CopyStatusType.PENDING);
  }

  private static long copied(PageBlobClient blob) {
    return Long.parseLong(blob.getProperties().getCopyProgress().replaceFirst("/.*", ""));
  }

  private static PageRange page(long first, long end) {
    return new PageRange().setStart(first).setEnd(end - 1);
  }
}
