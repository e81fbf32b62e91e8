package io.poolwright.worker.arm;

import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.azure.FailedCalls;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.BatchAccount;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Pool;
import io.poolwright.worker.steps.SourceDisk;
import io.poolwright.worker.steps.SourceMachine;
import io.poolwright.worker.steps.TargetRegion;
import io.poolwright.worker.steps.VmSize;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager over one HTTP pipeline.
 *
 * <p>Accounts and sizes are read by Microsoft's Batch SDK. Pools and image versions are raw JSON,
 * for no SDK of Batch's for Java speaks a version that knows all properties of a pool.
 */
public final class ArmClient implements Arm {
  /** For VMs and managed images, of which nothing new is asked. */
  private static final String COMPUTE = "api-version=2024-07-01";

  private final ArmHttp http;
  private final BatchAccounts accounts;
  private final VmSizes sizes;
  private final Clock clock;
  private final String batch;
  private final String gallery;

  /**
   * A client that any number of threads may use.
   *
   * @param pipeline from {@link io.poolwright.worker.azure.ArmPipeline}
   */
  public ArmClient(HttpPipeline pipeline, AzureSettings settings, Clock clock) {
    this.http = new ArmHttp(pipeline, settings.armOrigin(), clock);
    this.accounts = new BatchAccounts(pipeline, settings);
    this.sizes = new VmSizes(accounts::sizes, clock);
    this.clock = clock;
    this.batch = "api-version=" + settings.batchApiVersion();
    this.gallery = "api-version=" + settings.galleryApiVersion();
  }

  @Override
  public Optional<BatchAccount> batchAccount(ArmId account) {
    return FailedCalls.unlessMissing(clock, () -> accounts.account(account));
  }

  @Override
  public Optional<ImageDefinition> imageDefinition(ArmId definition) {
    return found(http.get(definition, gallery), ImageDefinitionJson::read);
  }

  @Override
  public void createDefinition(ArmId id, ImageDefinition definition, Map<String, String> tags) {
    http.put(id, gallery, ImageDefinitionJson.of(id, definition, tags)).orFail();
  }

  @Override
  public Optional<String> galleryRegion(ArmId id) {
    return found(http.get(id, gallery), ImageDefinitionJson::location);
  }

  @Override
  public Optional<VmSize> vmSize(String subscription, String region, String name) {
    return FailedCalls.translated(clock, () -> sizes.find(subscription, region, name));
  }

  @Override
  public Optional<ImageVersion> imageVersion(ArmId version) {
    return found(
        http.get(version, gallery + "&$expand=ReplicationStatus"),
        resource -> ImageVersionJson.read(version, resource));
  }

  @Override
  public Optional<SourceMachine> virtualMachine(ArmId machine) {
    return found(http.get(machine, COMPUTE + "&$expand=instanceView"), CaptureJson::machine);
  }

  @Override
  public void deallocate(ArmId machine) {
    http.post(machine, "deallocate", COMPUTE).orFail();
  }

  @Override
  public void generalize(ArmId machine) {
    http.post(machine, "generalize", COMPUTE).orFail();
  }

  @Override
  public Optional<SourceDisk> managedImage(ArmId image) {
    return found(http.get(image, COMPUTE), CaptureJson::managedImage);
  }

  @Override
  public Optional<ImageDefinition> publicDefinition(
      String subscription, String region, ImageReference image) {
    return found(
        http.get(publicImage(subscription, region, image), gallery), ImageDefinitionJson::read);
  }

  @Override
  public boolean isPublicVersionThere(String subscription, String region, ImageReference image) {
    String version = publicImage(subscription, region, image) + "/versions/" + image.version();
    return found(http.get(version, gallery), there -> there).isPresent();
  }

  /** Not below a resource group: a public image is seen from a subscription, in a region. */
  private static String publicImage(String subscription, String region, ImageReference image) {
    String galleries =
        image.kind() == ImageReference.Kind.COMMUNITY ? "communityGalleries" : "sharedGalleries";
    return "/subscriptions/%s/providers/Microsoft.Compute/locations/%s/%s/%s/images/%s"
        .formatted(subscription, region, galleries, image.gallery(), image.image());
  }

  @Override
  public void publish(ImagePlan.Made plan, List<TargetRegion> regions, Map<String, String> tags) {
    http.put(plan.version(), gallery, ImageVersionJson.of(plan, regions, tags)).orFail();
  }

  @Override
  public void replicate(ArmId version, TargetRegion region) {
    JsonNode known = http.get(version, gallery).orFail().body();
    http.patch(version, gallery, ImageVersionJson.replicating(known, region)).orFail();
  }

  @Override
  public void deleteImageVersion(ArmId version) {
    http.delete(version, gallery);
  }

  @Override
  public Optional<Pool> pool(ArmId pool) {
    return found(http.get(pool, batch), PoolJson::read);
  }

  @Override
  public boolean createPool(ArmId pool, ObjectNode properties, @Nullable String apiVersion) {
    ArmAnswer answer = http.putNew(pool, batch(apiVersion), wrapped("properties", properties));
    if (answer.status() == 412 || "PoolExists".equalsIgnoreCase(answer.code())) {
      return false;
    }
    answer.orFail();
    return true;
  }

  @Override
  public boolean resizePool(
      ArmId pool, ObjectNode scaleSettings, String etag, @Nullable String apiVersion) {
    ObjectNode properties = wrapped("scaleSettings", scaleSettings);
    ArmAnswer answer = http.patch(pool, batch(apiVersion), etag, wrapped("properties", properties));
    if (answer.isMissing()) {
      throw new CallFailed(
          Failure.passing("PoolNotFound", "ARM does not know the pool, or not yet: " + pool));
    }
    if (answer.status() == 412) {
      return false;
    }
    answer.orFail();
    return true;
  }

  @Override
  public void deletePool(ArmId pool) {
    http.delete(pool, batch);
  }

  @Override
  public List<ListedPool> pools(ArmId account) {
    return http.list(account + "/pools", batch).stream()
        .map(pool -> PoolJson.listed(account, pool))
        .toList();
  }

  private String batch(@Nullable String apiVersion) {
    return apiVersion == null ? batch : "api-version=" + apiVersion;
  }

  private static ObjectNode wrapped(String name, ObjectNode inner) {
    return JsonNodeFactory.instance.objectNode().set(name, inner);
  }

  /**
   * Reads what is there.
   *
   * @throws CallFailed if the answer is neither 2xx nor 404
   */
  private static <T> Optional<T> found(ArmAnswer answer, Function<JsonNode, T> read) {
    return answer.isMissing() ? Optional.empty() : Optional.of(read.apply(answer.orFail().body()));
  }
}
