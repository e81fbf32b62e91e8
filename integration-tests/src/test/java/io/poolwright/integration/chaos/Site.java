package io.poolwright.integration.chaos;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.poolwright.integration.process.Control;
import io.poolwright.integration.process.LocalAzure;
import io.poolwright.integration.process.WorkerSettings;
import io.poolwright.integration.proxy.Proxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Local Azure on ports that it keeps over restarts, and before each service a proxy for the
 * workers. Those who only watch go past the proxies.
 */
final class Site implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /** Locks as in {@code local-azure.yaml} beside this class; all else in proportion to them. */
  private static final Map<String, String> PACE =
      Map.of(
          "SERVICE_BUS_LOCK_DURATION", "PT10S",
          "ENGINE_POLL_FLOOR", "PT0.5S",
          "ENGINE_POLL_CEILING", "PT2S",
          "ENGINE_MAX_ATTEMPTS", "12",
          // Longer than a request can lie in a proxy and then be delayed by a service.
          "ENGINE_SECOND_SWEEP_AFTER", "PT10S");

  private final Path directory;
  private final String[] ports;
  private LocalAzure azure;
  private final Proxy bus;
  private final Proxy storage;
  private final Proxy arm;

  Site(Path directory) throws IOException {
    this.directory = directory;
    int[] own = {Ports.free(), Ports.free(), Ports.free()};
    this.ports =
        new String[] {
          "--port-broker=" + own[0], "--port-storage=" + own[1], "--port-arm=" + own[2]
        };
    this.azure = start();
    this.bus = new Proxy(own[0]);
    this.storage = new Proxy(own[1]);
    this.arm = new Proxy(own[2]);
  }

  private LocalAzure start() throws IOException {
    try (InputStream yaml = Site.class.getResourceAsStream("local-azure.yaml")) {
      if (yaml == null) {
        throw new IOException("local-azure.yaml is missing among the test resources");
      }
      String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
      return LocalAzure.start(directory, text, ports);
    }
  }

  /** SIGKILL to the broker, ARM and storage at once, and all of them again over the same data. */
  void restart() throws IOException {
    azure.kill();
    azure = start();
  }

  List<Proxy> proxies() {
    return List.of(bus, storage, arm);
  }

  String serviceBus() {
    return azure.at("serviceBusConnectionString");
  }

  Control arm() {
    return new Control(URI.create(azure.at("armEndpoint")));
  }

  Control storage() {
    return new Control(URI.create(azure.at("blobEndpoint")).resolve("/"));
  }

  String accountKey() {
    return azure.at("storageKey");
  }

  /** With little patience, for answers are held and lost on purpose. */
  BlobContainerClient container(String name) {
    return new BlobServiceClientBuilder()
        .endpoint(azure.at("blobEndpoint"))
        .credential(new StorageSharedKeyCredential(azure.at("storageAccount"), accountKey()))
        .httpClient(new JdkHttpClientBuilder().responseTimeout(ANSWER).readTimeout(ANSWER).build())
        .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 3, ANSWER, null, null, null))
        .buildClient()
        .getBlobContainerClient(name);
  }

  /** The containers as the workers reach them. */
  URI asWorkersSeeIt(String container) {
    return URI.create(through(storage, azure.at("blobEndpoint")) + "/" + container);
  }

  Map<String, String> workerEnvironment() {
    var settings =
        new WorkerSettings(
            through(bus, serviceBus()),
            through(storage, azure.at("blobEndpoint")),
            through(arm, azure.at("armEndpoint")),
            azure.at("storageAccount"),
            accountKey());
    return settings.environment(PACE);
  }

  private static String through(Proxy proxy, String address) {
    return address.replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + proxy.port());
  }

  @Override
  public void close() throws IOException {
    proxies().forEach(Proxy::close);
    azure.close();
  }
}
