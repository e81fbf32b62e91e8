package io.poolwright.worker.resilience;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ARM behind one breaker per subscription, for ARM's limits are the subscription's. */
public final class GuardedArm implements Arm {
  private final Arm arm;
  private final Breakers breakers;

  public GuardedArm(Arm arm, Breakers breakers) {
    this.arm = arm;
    this.breakers = breakers;
  }

  @Override
  public Optional<BatchAccount> batchAccount(ArmId account) {
    return breakers.call(of(account), () -> arm.batchAccount(account));
  }

  @Override
  public Optional<ImageDefinition> imageDefinition(ArmId definition) {
    return breakers.call(of(definition), () -> arm.imageDefinition(definition));
  }

  @Override
  public void createDefinition(ArmId id, ImageDefinition definition, Map<String, String> tags) {
    breakers.run(of(id), () -> arm.createDefinition(id, definition, tags));
  }

  @Override
  public Optional<String> galleryRegion(ArmId gallery) {
    return breakers.call(of(gallery), () -> arm.galleryRegion(gallery));
  }

  @Override
  public Optional<VmSize> vmSize(String subscription, String region, String name) {
    return breakers.call(of(subscription), () -> arm.vmSize(subscription, region, name));
  }

  @Override
  public Optional<ImageVersion> imageVersion(ArmId version) {
    return breakers.call(of(version), () -> arm.imageVersion(version));
  }

  @Override
  public Optional<SourceMachine> virtualMachine(ArmId machine) {
    return breakers.call(of(machine), () -> arm.virtualMachine(machine));
  }

  @Override
  public void deallocate(ArmId machine) {
    breakers.run(of(machine), () -> arm.deallocate(machine));
  }

  @Override
  public void generalize(ArmId machine) {
    breakers.run(of(machine), () -> arm.generalize(machine));
  }

  @Override
  public Optional<SourceDisk> managedImage(ArmId image) {
    return breakers.call(of(image), () -> arm.managedImage(image));
  }

  @Override
  public Optional<ImageDefinition> publicDefinition(
      String subscription, String region, ImageReference image) {
    return breakers.call(of(subscription), () -> arm.publicDefinition(subscription, region, image));
  }

  @Override
  public boolean isPublicVersionThere(String subscription, String region, ImageReference image) {
    return breakers.call(
        of(subscription), () -> arm.isPublicVersionThere(subscription, region, image));
  }

  @Override
  public void publish(ImagePlan.Made plan, List<TargetRegion> regions, Map<String, String> tags) {
    breakers.run(of(plan.version()), () -> arm.publish(plan, regions, tags));
  }

  @Override
  public void replicate(ArmId version, TargetRegion region) {
    breakers.run(of(version), () -> arm.replicate(version, region));
  }

  @Override
  public void deleteImageVersion(ArmId version) {
    breakers.run(of(version), () -> arm.deleteImageVersion(version));
  }

  @Override
  public Optional<Pool> pool(ArmId pool) {
    return breakers.call(of(pool), () -> arm.pool(pool));
  }

  @Override
  public boolean createPool(ArmId pool, ObjectNode properties, @Nullable String apiVersion) {
    return breakers.call(of(pool), () -> arm.createPool(pool, properties, apiVersion));
  }

  @Override
  public boolean resizePool(
      ArmId pool, ObjectNode scaleSettings, String etag, @Nullable String apiVersion) {
    return breakers.call(of(pool), () -> arm.resizePool(pool, scaleSettings, etag, apiVersion));
  }

  @Override
  public void deletePool(ArmId pool) {
    breakers.run(of(pool), () -> arm.deletePool(pool));
  }

  @Override
  public List<ListedPool> pools(ArmId account) {
    return breakers.call(of(account), () -> arm.pools(account));
  }

  private static String of(ArmId id) {
    return of(id.subscription());
  }

  private static String of(String subscription) {
    return "arm:" + subscription.toLowerCase(Locale.ROOT);
  }
}
