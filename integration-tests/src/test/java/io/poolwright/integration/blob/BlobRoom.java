package io.poolwright.integration.blob;

import com.azure.core.http.HttpClient;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.poolwright.contracts.Secret;
import io.poolwright.localazure.http.Fault;
import io.poolwright.localazure.http.RecordedRequest;
import io.poolwright.localazure.storage.StorageConfig;
import io.poolwright.localazure.storage.StorageGateway;
import io.poolwright.worker.blob.StorageAccount;
import io.poolwright.worker.blob.StorageClients;
import io.poolwright.worker.blob.StorageHttp;
import io.poolwright.worker.blob.StorageSettings;
import io.poolwright.worker.blob.StoreClock;
import io.poolwright.worker.job.CopyEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two storage accounts: {@value #OWN}, which the worker has the key of, and {@value #FOREIGN},
 * which it can read by SAS only. Each class has them for itself, and each test begins without
 * faults.
 */
final class BlobRoom implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  static final String OWN = "poolwrightlocal";
  static final String FOREIGN = "elsewhere";

  /**
   * Threads of their own. The common pool, which has one on two cores, must not be blocked: the
   * answers of Java 25's HTTP client come by it.
   */
  static final Executor ASIDE = task -> new Thread(task, "aside").start();

  private final HttpClient http = StorageHttp.newClient(Duration.ofSeconds(3));
  private final int copyMebibytesPerSecond;
  private @Nullable StorageGateway gateway;

  BlobRoom() {
    this(0);
  }

  /** With how fast the service copies whole blobs by itself, or 0 for no limit. */
  BlobRoom(int copyMebibytesPerSecond) {
    this.copyMebibytesPerSecond = copyMebibytesPerSecond;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    var own = new StorageConfig.Account(OWN, null, null, List.of("vhds", "images"));
    var foreign = new StorageConfig.Account(FOREIGN, null, null, List.of("vhds"));
    var install = Path.of(System.getProperty("poolwright.azurite.dir", "../.poolwright/azurite"));
    var config = new StorageConfig(0, List.of(own, foreign), copyMebibytesPerSecond);
    Path data = Files.createTempDirectory(Path.of("target"), "blob-room-");
    gateway = StorageGateway.start(config, data, install);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    calm();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    gateway().close();
  }

  StorageGateway gateway() {
    return Objects.requireNonNull(gateway);
  }

  /** What a worker would have: clients over connections of its own. */
  StorageClients clients() {
    return clients(null);
  }

  /**
   * The same with one engine for all copies.
   *
   * @param fixed null to choose
   */
  StorageClients clients(@Nullable CopyEngine fixed) {
    var copying =
        new StorageSettings.Copying(
            6, 12, 5, Duration.ofMillis(20), Duration.ofSeconds(60), fixed, 3);
    var key = new StorageAccount.Credential.Key(new Secret(gateway().key(OWN)));
    var settings =
        new StorageSettings(
            URI.create(gateway().endpoint(OWN) + "/jobs"),
            "jobs/",
            List.of(new StorageAccount(gateway().endpoint(OWN), key)),
            null,
            copying);
    return new StorageClients(settings, http, new StoreClock(Instant.EPOCH, System::nanoTime));
  }

  /** A blob as its owner sees it. */
  BlobClient blob(String account, String container, String name) {
    return service(account).getBlobContainerClient(container).getBlobClient(name);
  }

  BlobServiceClient service(String account) {
    return new BlobServiceClientBuilder()
        .connectionString(gateway().connectionString(account))
        .httpClient(http)
        .buildClient();
  }

  /** Forgets requests and lifts faults. */
  void calm() {
    gateway().faults().clear();
    gateway().requests().clear();
  }

  /** The requests since {@link #calm} whose line looks like this. */
  List<RecordedRequest> requests(String method, String path, String query) {
    return gateway().requests().recorded().stream()
        .filter(request -> request.method().equals(method))
        .filter(request -> request.path().contains(path))
        .filter(request -> String.valueOf(request.query()).contains(query))
        .toList();
  }

  void failing(String path, @Nullable String query, int times, int status, String code) {
    failing(path, query, times, status, code, Map.of());
  }

  void failing(
      String path,
      @Nullable String query,
      int times,
      int status,
      String code,
      Map<String, String> headers) {
    gateway()
        .faults()
        .add(
            new Fault(
                "PUT",
                path,
                query,
                null,
                null,
                times,
                null,
                null,
                Fault.Action.STATUS,
                status,
                code,
                headers,
                null,
                null));
  }

  void spoiling(Fault.Action action, String method, String path, @Nullable String query, int nth) {
    gateway()
        .faults()
        .add(
            new Fault(
                method, path, query, nth, null, null, null, null, action, null, null, null, null,
                null));
  }

  void slowing(String path, String query, long millis) {
    gateway()
        .faults()
        .add(
            new Fault(
                "PUT",
                path,
                query,
                null,
                true,
                null,
                null,
                null,
                Fault.Action.DELAY,
                null,
                null,
                null,
                null,
                millis));
  }
}
