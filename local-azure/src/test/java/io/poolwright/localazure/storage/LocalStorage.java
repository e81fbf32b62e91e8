package io.poolwright.localazure.storage;

import com.azure.core.http.jdk.httpclient.JdkHttpClientProvider;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.BlobClientBase;
import com.azure.storage.blob.specialized.PageBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A gateway with one account, and the real SDK pointed at it, without retries. */
final class LocalStorage implements AutoCloseable {

  static final int MIB = 1024 * 1024;
  static final String ACCOUNT = "poolwrightlocal";

  final StorageGateway gateway;
  private final BlobContainerClient container;

  private LocalStorage(StorageGateway gateway) {
    this.gateway = gateway;
    this.container = container("vhds");
  }

  static LocalStorage start(Path data, int copyMebibytesPerSecond) {
    var account = new StorageConfig.Account(ACCOUNT, null, "westeurope", List.of("vhds"));
    var config = new StorageConfig(0, List.of(account), copyMebibytesPerSecond);
    try {
      return new LocalStorage(StorageGateway.start(config, data, installDir()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path installDir() {
    return Path.of(System.getProperty("poolwright.azurite.dir", "../.poolwright/azurite"));
  }

  BlobContainerClient container(String name) {
    return new BlobServiceClientBuilder()
        .httpClient(new JdkHttpClientProvider().createInstance())
        .endpoint(gateway.endpoint(ACCOUNT).toString())
        .credential(new StorageSharedKeyCredential(ACCOUNT, gateway.key(ACCOUNT)))
        .retryOptions(
            new RequestRetryOptions(
                RetryPolicyType.FIXED, 1, Duration.ofSeconds(60), null, null, null))
        .buildClient()
        .getBlobContainerClient(name);
  }

  /** A page blob of this size, all zeros, under a name of its own. */
  PageBlobClient pageBlob(long size) {
    PageBlobClient blob = unnamedPageBlob();
    blob.create(size);
    return blob;
  }

  /** A page blob that does not exist yet. */
  PageBlobClient unnamedPageBlob() {
    return container.getBlobClient(UUID.randomUUID() + ".vhd").getPageBlobClient();
  }

  String readSas(BlobClientBase blob) {
    var permission = new BlobSasPermission().setReadPermission(true);
    var values =
        new BlobServiceSasSignatureValues(
            OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), permission);
    return blob.generateSas(values);
  }

  String readUrl(BlobClientBase blob) {
    return blob.getBlobUrl() + "?" + readSas(blob);
  }

  static ByteArrayInputStream random(int length, long seed) {
    return new ByteArrayInputStream(randomBytes(length, seed));
  }

  static byte[] randomBytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    gateway.close();
  }
}
