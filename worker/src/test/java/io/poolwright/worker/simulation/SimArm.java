package io.poolwright.worker.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.BatchAccount;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Marks;
import io.poolwright.worker.steps.Pool;
import io.poolwright.worker.steps.SourceDisk;
import io.poolwright.worker.steps.SourceMachine;
import io.poolwright.worker.steps.TargetRegion;
import io.poolwright.worker.steps.VmSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ARM as one worker reaches it. */
class SimArm implements Arm {
  private final Wire wire;
  private final SimCloud cloud;

  SimArm(Wire wire, SimCloud cloud) {
    this.wire = wire;
    this.cloud = cloud;
  }

  @Override
  public Optional<BatchAccount> batchAccount(ArmId account) {
    var there =
        new BatchAccount(Names.REGION, 100, Names.CORE_QUOTA, 0, Map.of(), false, true, true);
    return wire.call(
        Port.ARM,
        "batchAccount",
        () -> Optional.of(there).filter(a -> account.equals(Names.ACCOUNT)));
  }

  @Override
  public Optional<ImageDefinition> imageDefinition(ArmId definition) {
    return wire.call(Port.ARM, "imageDefinition", () -> cloud.definitions().show(definition));
  }

  @Override
  public void createDefinition(ArmId id, ImageDefinition definition, Map<String, String> tags) {
    wire.run(Port.ARM, "createDefinition", () -> cloud.definitions().create(id));
  }

  @Override
  public Optional<String> galleryRegion(ArmId gallery) {
    return wire.call(Port.ARM, "gallery", () -> Optional.of(Names.REGION));
  }

  @Override
  public Optional<VmSize> vmSize(String subscription, String region, String name) {
    var there = new VmSize(name, Names.CORES, "standardDSv3Family", Set.of(HyperVGeneration.V2));
    return wire.call(Port.ARM, "vmSize", () -> Optional.of(there));
  }

  @Override
  public Optional<ImageVersion> imageVersion(ArmId version) {
    return wire.call(Port.ARM, "imageVersion", () -> cloud.images().show(version));
  }

  @Override
  public Optional<SourceMachine> virtualMachine(ArmId machine) {
    return wire.call(Port.ARM, "virtualMachine", () -> cloud.machines().show(machine));
  }

  @Override
  public void deallocate(ArmId machine) {
    wire.run(Port.ARM, "deallocate", () -> cloud.machines().deallocate(machine));
  }

  @Override
  public void generalize(ArmId machine) {
    wire.run(Port.ARM, "generalize", () -> cloud.machines().generalize(machine));
  }

  @Override
  public Optional<SourceDisk> managedImage(ArmId image) {
    var there =
        new SourceDisk(
            Names.REGION, OsType.LINUX, HyperVGeneration.V2, true, false, "managed", null);
    return wire.call(Port.ARM, "managedImage", () -> Optional.of(there));
  }

  @Override
  public Optional<ImageDefinition> publicDefinition(
      String subscription, String region, ImageReference image) {
    var there = new ImageDefinition(region, OsType.LINUX, HyperVGeneration.V2, true);
    return wire.call(Port.ARM, "publicDefinition", () -> Optional.of(there));
  }

  @Override
  public boolean isPublicVersionThere(String subscription, String region, ImageReference image) {
    return wire.call(Port.ARM, "publicVersion", () -> true);
  }

  @Override
  public void publish(ImagePlan.Made plan, List<TargetRegion> regions, Map<String, String> tags) {
    wire.run(
        Port.ARM,
        "publishVersion",
        () -> {
          if (!cloud.definitions().isReady(plan.version().parent().orElseThrow())) {
            throw new CallFailed(
                Failure.lasting("ParentResourceNotFound", "There is no definition."));
          }
          if (!isSourceReady(plan)) {
            throw new CallFailed(
                Failure.lasting("SourceNotReady", "The source is not there, or not generalized."));
          }
          cloud.images().publish(plan.version(), regions, tags);
        });
  }

  private boolean isSourceReady(ImagePlan.Made plan) {
    if (plan instanceof ImagePlan.OfVhd vhd) {
      return cloud.blobs().find(vhd.staged().url()).filter(SimBlobs.Staged::isComplete).isPresent();
    }
    if (plan instanceof ImagePlan.OfVhdInPlace vhd) {
      return cloud.blobs().source(vhd.vhd().url()).isPresent();
    }
    ArmId source = ((ImagePlan.OfResource) plan).source();
    return source.equals(Names.MANAGED_IMAGE) || cloud.machines().isReady(source);
  }

  @Override
  public void replicate(ArmId version, TargetRegion region) {
    wire.run(Port.ARM, "replicate", () -> cloud.images().replicate(version, region));
  }

  @Override
  public void deleteImageVersion(ArmId version) {
    wire.run(Port.ARM, "deleteImageVersion", () -> cloud.images().delete(version));
  }

  @Override
  public Optional<Pool> pool(ArmId pool) {
    return wire.call(Port.ARM, "pool", () -> cloud.pools().show(pool));
  }

  @Override
  public boolean createPool(ArmId pool, ObjectNode properties, @Nullable String apiVersion) {
    String image =
        properties
            .at("/deploymentConfiguration/virtualMachineConfiguration/imageReference")
            .elements()
            .next()
            .asText();
    int target = target(properties.path("scaleSettings"));
    boolean created =
        wire.call(
            Port.ARM,
            "createPool",
            () -> cloud.pools().create(pool, owner(properties), image, target));
    if (!created) {
      wire.around().tally().count(Branch.POOL_WAS_THERE);
    }
    return created;
  }

  private static @Nullable String owner(ObjectNode properties) {
    for (JsonNode entry : properties.path("metadata")) {
      if (Marks.JOB.equals(entry.path("name").asText())) {
        return entry.path("value").asText();
      }
    }
    return null;
  }

  private static int target(JsonNode scaleSettings) {
    return scaleSettings.at("/fixedScale/targetDedicatedNodes").asInt();
  }

  @Override
  public boolean resizePool(
      ArmId pool, ObjectNode scaleSettings, String etag, @Nullable String apiVersion) {
    return wire.call(
        Port.ARM,
        "resizePool",
        () -> {
          if (cloud.pools().find(pool).isEmpty()) {
            throw new CallFailed(Failure.passing("PoolNotFound", "There is no such pool."));
          }
          return cloud.pools().resize(pool, target(scaleSettings), etag);
        });
  }

  @Override
  public void deletePool(ArmId pool) {
    wire.run(Port.ARM, "deletePool", () -> cloud.pools().delete(pool));
  }

  @Override
  public List<ListedPool> pools(ArmId account) {
    return wire.call(Port.ARM, "pools", () -> cloud.pools().list());
  }
}
