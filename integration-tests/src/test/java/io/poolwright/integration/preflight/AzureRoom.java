package io.poolwright.integration.preflight;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.integration.process.SparseVhd;
import io.poolwright.integration.process.WorkerSettings;
import io.poolwright.localazure.arm.ArmConfig;
import io.poolwright.localazure.arm.ArmSimulator;
import io.poolwright.localazure.arm.VhdReader;
import io.poolwright.localazure.http.Fault;
import io.poolwright.localazure.keyvault.KeyVault;
import io.poolwright.localazure.keyvault.KeyVaultConfig;
import io.poolwright.localazure.storage.StorageConfig;
import io.poolwright.localazure.storage.StorageGateway;
import io.poolwright.worker.app.Preflight;
import io.poolwright.worker.arm.ArmClient;
import io.poolwright.worker.azure.ArmPipeline;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.azure.RateLimits;
import io.poolwright.worker.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An Azure for one class, as {@code arm.yaml} declares it, and a worker's preflight in it. Faults
 * last for one test, whatever else is changed for all that follow.
 */
final class AzureRoom implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final String ACCOUNT = "poolwrightlocal";

  private @Nullable Servers servers;
  private final Map<Map<String, String>, Preflight> preflights = new HashMap<>();

  private record Servers(StorageGateway storage, ArmSimulator arm, KeyVault vault) {}

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    var account = new StorageConfig.Account(ACCOUNT, null, null, List.of("vhds", "images"));
    var install = Path.of(System.getProperty("poolwright.azurite.dir", "../.poolwright/azurite"));
    Path data = Files.createTempDirectory(Path.of("target"), "preflight-");
    var gateway = StorageGateway.start(new StorageConfig(0, List.of(account), 0), data, install);
    var secrets =
        List.of(
            new KeyVaultConfig.Secret("good", sasOfUploaded(gateway), null, null),
            new KeyVaultConfig.Secret("wrong", "sig=wrong", null, null),
            new KeyVaultConfig.Secret("no-sas", "hunter2", null, null));
    servers =
        new Servers(
            gateway,
            ArmSimulator.start(config(), VhdReader.NOTHING, Clock.systemUTC()),
            KeyVault.start(new KeyVaultConfig(0, secrets, null), Clock.systemUTC()));
  }

  private static ArmConfig config() throws IOException {
    try (var yaml = AzureRoom.class.getResourceAsStream("arm.yaml")) {
      return ArmConfig.from(new YAMLMapper().readTree(yaml));
    }
  }

  /** Uploads {@code good.vhd}. */
  private static String sasOfUploaded(StorageGateway gateway) {
    return SparseVhd.readable(new SparseVhd(1 << 20, 1, 512).upload(vhds(gateway), "good"));
  }

  /** The container of the sources. */
  BlobContainerClient vhds() {
    return vhds(servers().storage);
  }

  private static BlobContainerClient vhds(StorageGateway gateway) {
    return new BlobServiceClientBuilder()
        .connectionString(gateway.connectionString(ACCOUNT))
        .buildClient()
        .getBlobContainerClient("vhds");
  }

  private Servers servers() {
    return Objects.requireNonNull(servers);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    servers().storage.faults().clear();
    servers().arm.faults().clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    preflights.values().forEach(Preflight::close);
    servers().vault.close();
    servers().arm.close();
    servers().storage.close();
  }

  /** With the settings of a worker, and some in the place of others. */
  Preflight preflight(Map<String, String> changes) {
    return preflights.computeIfAbsent(changes, this::open);
  }

  private Preflight open(Map<String, String> changes) {
    String blobs = servers().storage.endpoint(ACCOUNT).toString();
    var preset =
        new WorkerSettings(
            "Endpoint=sb://127.0.0.1;SharedAccessKeyName=none;SharedAccessKey=none",
            blobs,
            servers().arm.endpoint().toString(),
            ACCOUNT,
            servers().storage.key(ACCOUNT));
    var all = new HashMap<>(Map.of("KEY_VAULT_VAULTS", "['" + servers().vault.endpoint() + "']"));
    all.putAll(changes);
    Map<String, String> environment = new HashMap<>(preset.environment(all));
    environment.values().removeIf(String::isBlank);
    return Preflight.of(Settings.load(null, environment));
  }

  /** Reads a request as a worker does, its places filled in. */
  ProvisionRequest request(ObjectNode request) {
    String text =
        request
            .toString()
            .replace("<vhds>", servers().storage.endpoint(ACCOUNT) + "/vhds")
            .replace("<vault>", servers().vault.endpoint() + "/secrets");
    Decoded read = RequestCodec.decode(text.getBytes(StandardCharsets.UTF_8));
    if (read instanceof Decoded.Valid valid) {
      return (ProvisionRequest) valid.request();
    }
    throw new IllegalArgumentException(read.toString());
  }

  ArmClient arm() {
    var settings = AzureSettings.of(servers().arm.endpoint(), AzureSettings.Authentication.NONE);
    var pipeline = ArmPipeline.build(settings, Optional.empty(), new RateLimits());
    return new ArmClient(pipeline, settings, Clock.systemUTC());
  }

  /** A pool of another job's, in the image that Contoso shares. */
  void createPool(String id, int nodes) {
    JsonNode properties =
        Mistake.yaml(
            """
            vmSize: Standard_D2s_v3
            deploymentConfiguration:
              virtualMachineConfiguration:
                imageReference: {communityGalleryImageId: /CommunityGalleries/contoso-1f0e/Images/plain/Versions/2.0.0}
                nodeAgentSkuId: batch.node.ubuntu 24.04
            scaleSettings: {fixedScale: {targetDedicatedNodes: %d}}
            metadata: [{name: poolwright-job, value: another}]
            """
                .formatted(nodes));
    arm().createPool(ArmId.parse(id), (ObjectNode) properties, null);
  }

  /** Whoever asks is told that he may not. */
  void refuse(String id, String action) {
    String said =
        "The client 'worker' does not have authorization to perform action '%s' over scope '%s'."
            .formatted(action, id);
    answer(id, 403, Map.of("error", Map.of("code", "AuthorizationFailed", "message", said)));
  }

  /** A resource is shown as it is but for one value, in YAML. */
  void show(String id, String pointer, String value) {
    var address = servers().arm.endpoint() + id + "?api-version=2024-03-03&$expand=instanceView";
    try {
      var request = HttpRequest.newBuilder(URI.create(address)).build();
      String known = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      var at = JsonPointer.compile(pointer);
      var resource = (ObjectNode) Mistake.yaml(known);
      resource.withObject(at.head()).set(at.last().getMatchingProperty(), Mistake.yaml(value));
      answer(id, 200, resource);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(String id, int status, Object body) {
    JsonNode json = new YAMLMapper().valueToTree(body);
    servers().arm.faults().add(everyTime("GET", Pattern.quote(id) + "$", status, null, json));
  }

  /** Storage refuses what is asked of the good VHD by one method. */
  void refuseVhd(String method, int status, String code) {
    servers().storage.faults().add(everyTime(method, "/vhds/good.vhd$", status, code, null));
  }

  private static Fault everyTime(
      String method, String path, int status, @Nullable String code, @Nullable JsonNode body) {
    return new Fault(
        method,
        path,
        null,
        null,
        true,
        null,
        null,
        null,
        Fault.Action.STATUS,
        status,
        code,
        null,
        body,
        null);
  }
}
