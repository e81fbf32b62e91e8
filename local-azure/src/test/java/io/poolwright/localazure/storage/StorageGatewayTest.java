package io.poolwright.localazure.storage;

import static io.poolwright.localazure.storage.LocalStorage.MIB;
import static io.poolwright.localazure.storage.LocalStorage.random;
import static io.poolwright.localazure.storage.LocalStorage.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.PageBlobRequestConditions;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.PageBlobUploadPagesFromUrlOptions;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.blob.specialized.PageBlobClient;
import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.RecordedRequest;
import io.poolwright.localazure.http.WireClient;
import io.poolwright.localazure.http.WireRequest;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorageGatewayTest {

  private LocalStorage storage;

  @BeforeAll
  void start(@TempDir Path data) {
    storage = LocalStorage.start(data, 0);
  }

  @AfterAll
  void stop() {
    storage.close();
  }

  @Test
  void pagesAreReadAsTheyWereWrittenAndZerosAreNoRange() {
    PageBlobClient blob = storage.pageBlob(8 * MIB);
    blob.uploadPages(page(MIB, 2 * MIB), random(MIB, 1));

    assertThat(read(blob, MIB, MIB)).isEqualTo(randomBytes(MIB, 1));
    assertThat(blob.listPageRanges(new BlobRange(0)))
        .singleElement()
        .satisfies(range -> assertThat(range.getRange().getOffset()).isEqualTo(MIB));
  }

  @Test
  void metadataKeepsTheCaseOfItsNames() throws Exception {
    PageBlobClient blob = storage.pageBlob(512);
    blob.setMetadata(Map.of("sourceEtag", "0x1"));

    // The SDK's transport shows every header name in lower case, so this asks without it.
    var target = URI.create(storage.readUrl(blob));
    var head =
        WireRequest.withoutBody("HEAD", target.getPath() + "?" + target.getRawQuery(), List.of());
    try (var client = new WireClient();
        var response =
            client.send(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getPort()), head)) {
      assertThat(response.headers()).contains(new Header("x-ms-meta-sourceEtag", "0x1"));
    }
  }

  @Test
  void aRangeIsPutFromTheUrlOfAnotherBlob() {
    PageBlobClient source = storage.pageBlob(8 * MIB);
    source.uploadPages(page(0, 4 * MIB), random(4 * MIB, 2));
    PageBlobClient target = storage.pageBlob(8 * MIB);

    var put = fromUrl(target, page(4 * MIB, 8 * MIB), source, 0L, etag(source));

    assertThat(put).isEqualTo(201);
    assertThat(read(target, 4 * MIB, 4 * MIB)).isEqualTo(randomBytes(4 * MIB, 2));
    assertThat(target.listPageRanges(new BlobRange(0))).hasSize(1);
  }

  @Test
  void aSasOnTheTargetIsEnoughToPutFromUrlAndAForgedKeyIsNot() {
    PageBlobClient source = storage.pageBlob(512);
    PageBlobClient target = storage.pageBlob(512);
    var forged = ForeignClient.withKey(target.getBlobUrl(), randomBytes(64, 9));
    var reading = ForeignClient.withSas(target.getBlobUrl(), storage.readSas(target));

    assertRefused(
        () -> fromUrl(forged, page(0, 512), source, 0L, null), 403, "AuthenticationFailed");
    assertThatThrownBy(() -> fromUrl(reading, page(0, 512), source, 0L, null))
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getStatusCode()).isEqualTo(403));
  }

  @Test
  void aSourceThatChangedIsNotCopiedFrom() {
    PageBlobClient source = storage.pageBlob(MIB);
    String before = etag(source);
    source.uploadPages(page(0, 512), random(512, 3));
    PageBlobClient target = storage.pageBlob(MIB);

    assertRefused(
        () -> fromUrl(target, page(0, 512), source, 0L, before), 412, "SourceConditionNotMet");
    assertThat(target.listPageRanges(new BlobRange(0))).isEmpty();
  }

  @Test
  void aSourceWithoutPermissionOrExistenceCannotBeVerified() {
    PageBlobClient target = storage.pageBlob(MIB);
    PageBlobClient source = storage.pageBlob(MIB);
    var options = new PageBlobUploadPagesFromUrlOptions(page(0, 512), source.getBlobUrl());
    String gone = storage.readUrl(storage.unnamedPageBlob());

    assertThatThrownBy(() -> target.uploadPagesFromUrlWithResponse(options, null, null))
        .hasMessageContaining("CannotVerifyCopySource");
    assertRefused(
        () -> target.uploadPagesFromUrl(page(0, 512), gone, 0L), 404, "CannotVerifyCopySource");
    assertRefused(
        () -> target.uploadPagesFromUrl(page(0, 512), "https://example.com/a/b?sig=1", 0L),
        403,
        "CannotVerifyCopySource");
  }

  @Test
  void rangesOfMoreThanFourMebibytesAreRefused() {
    PageBlobClient source = storage.pageBlob(8 * MIB);
    PageBlobClient target = storage.pageBlob(8 * MIB);
    var tooLong = page(0, 4 * MIB + 512);

    assertRefused(() -> fromUrl(target, tooLong, source, 0L, null), 413, "RequestBodyTooLarge");
    assertRefused(
        () -> target.uploadPages(tooLong, random(4 * MIB + 512, 4)), 413, "RequestBodyTooLarge");
  }

  @Test
  void aLeaseKeepsOthersFromPuttingFromUrl() {
    PageBlobClient source = storage.pageBlob(512);
    PageBlobClient target = storage.pageBlob(512);
    String lease = new BlobLeaseClientBuilder().blobClient(target).buildClient().acquireLease(-1);

    assertRefused(() -> fromUrl(target, page(0, 512), source, 0L, null), 412, "LeaseIdMissing");
    var options =
        new PageBlobUploadPagesFromUrlOptions(page(0, 512), storage.readUrl(source))
            .setDestinationRequestConditions(new PageBlobRequestConditions().setLeaseId(lease));
    assertThat(target.uploadPagesFromUrlWithResponse(options, null, null).getStatusCode())
        .isEqualTo(201);
  }

  @Test
  void aConditionalPutHasOneWinner() {
    var blob = storage.container("vhds").getBlobClient("job.json");
    blob.upload(BinaryData.fromString("{\"n\":1}"), true);
    String first = blob.getProperties().getETag();
    var options =
        new BlobParallelUploadOptions(BinaryData.fromString("{\"n\":2}"))
            .setRequestConditions(new BlobRequestConditions().setIfMatch(first));

    blob.uploadWithResponse(options, null, Context.NONE);

    assertRefused(
        () -> blob.uploadWithResponse(options, null, Context.NONE), 412, "ConditionNotMet");
  }

  @Test
  void theReaderNeedsNoSas() {
    PageBlobClient blob = storage.pageBlob(MIB);
    blob.uploadPages(page(MIB - 512, MIB), random(512, 5));
    URI url = URI.create(blob.getBlobUrl());
    BlobReader reader = storage.gateway.reader();

    assertThat(reader.head(url))
        .contains(new BlobInfo("PageBlob", MIB, "\"" + etag(blob) + "\"", null));
    assertThat(reader.range(url, MIB - 512, 512)).isEqualTo(randomBytes(512, 5));
    assertThat(reader.head(URI.create(url + "x"))).isEmpty();
  }

  @Test
  void theRequestLogShowsNoSignature() {
    PageBlobClient source = storage.pageBlob(512);
    PageBlobClient target = storage.pageBlob(512);
    fromUrl(target, page(0, 512), source, 0L, null);

    String signature = storage.readSas(source).replaceFirst(".*sig=", "");
    assertThat(storage.gateway.requests().recorded().toString())
        .contains("x-ms-copy-source=http://127.0.0.1", "sig=***")
        .doesNotContain(signature, "SharedKey");
    assertThat(storage.gateway.requests().recorded())
        .extracting(RecordedRequest::path)
        .contains(URI.create(target.getBlobUrl()).getRawPath());
  }

  private int fromUrl(
      PageBlobClient target,
      PageRange range,
      PageBlobClient source,
      long offset,
      @Nullable String etag) {
    var options =
        new PageBlobUploadPagesFromUrlOptions(range, storage.readUrl(source))
            .setSourceOffset(offset)
            .setSourceRequestConditions(new BlobRequestConditions().setIfMatch(etag));
    return target.uploadPagesFromUrlWithResponse(options, null, null).getStatusCode();
  }

  private static void assertRefused(Runnable call, int status, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            BlobStorageException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(status);
              assertThat(
                      e.getResponse().getHeaderValue(HttpHeaderName.fromString("x-ms-error-code")))
                  .isEqualTo(code);
            });
  }

  private static String etag(PageBlobClient blob) {
    return blob.getProperties().getETag();
  }

  private static PageRange page(long first, long end) {
    return new PageRange().setStart(first).setEnd(end - 1);
  }

  private static byte[] read(PageBlobClient blob, long offset, long length) {
    var out = new ByteArrayOutputStream();
    blob.downloadStreamWithResponse(
        out, new BlobRange(offset, length), null, null, false, null, Context.NONE);
    return Arrays.copyOf(out.toByteArray(), out.size());
  }
}
