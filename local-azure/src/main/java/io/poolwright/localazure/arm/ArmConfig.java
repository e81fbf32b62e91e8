package io.poolwright.localazure.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.localazure.arm.batch.BatchAccount;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Latencies;
import io.poolwright.localazure.arm.core.Throttling;
import io.poolwright.localazure.arm.core.VmSize;
import io.poolwright.localazure.arm.resources.ResourceGroup;
import io.poolwright.localazure.arm.resources.Subscription;
import io.poolwright.localazure.arm.storage.StorageAccount;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is, and how it behaves. Galleries, virtual machines and managed images are put in when
 * the simulator starts with an empty state; everything else is read at each start.
 *
 * @param port 0 (the default) for any free one
 * @param subscriptions at least one; the first is meant where a resource names none
 * @param locations region names in normal form, e.g. westeurope
 * @param nodeAgentSkus what pools may ask for
 * @param requireAuthorization refuse requests without a bearer token; the token is not looked at
 * @param dataDirectory where the state survives a restart, or null to forget it
 */
public record ArmConfig(
    int port,
    List<Subscription> subscriptions,
    List<String> locations,
    List<ResourceGroup> resourceGroups,
    List<BatchAccount> batchAccounts,
    List<VmSize> vmSizes,
    List<String> nodeAgentSkus,
    List<DeclaredGallery> galleries,
    List<DeclaredMachine> virtualMachines,
    List<DeclaredImage> managedImages,
    List<StorageAccount> storageAccounts,
    Latencies latencies,
    Throttling throttling,
    boolean requireAuthorization,
    @Nullable String dataDirectory) {

  public ArmConfig(
      int port,
      List<Subscription> subscriptions,
      List<String> locations,
      @Nullable List<ResourceGroup> resourceGroups,
      @Nullable List<BatchAccount> batchAccounts,
      @Nullable List<VmSize> vmSizes,
      @Nullable List<String> nodeAgentSkus,
      @Nullable List<DeclaredGallery> galleries,
      @Nullable List<DeclaredMachine> virtualMachines,
      @Nullable List<DeclaredImage> managedImages,
      @Nullable List<StorageAccount> storageAccounts,
      @Nullable Latencies latencies,
      @Nullable Throttling throttling,
      boolean requireAuthorization,
      @Nullable String dataDirectory) {
    if (subscriptions == null || subscriptions.isEmpty()) {
      throw new IllegalArgumentException("arm.subscriptions needs at least one subscription");
    }
    if (locations == null || locations.isEmpty()) {
      throw new IllegalArgumentException("arm.locations needs at least one region");
    }
    this.port = port;
    this.subscriptions = List.copyOf(subscriptions);
    this.locations = List.copyOf(locations);
    this.resourceGroups = orNone(resourceGroups);
    this.batchAccounts = orNone(batchAccounts);
    this.vmSizes = orNone(vmSizes);
    this.nodeAgentSkus = orNone(nodeAgentSkus);
    this.galleries = orNone(galleries);
    this.virtualMachines = orNone(virtualMachines);
    this.managedImages = orNone(managedImages);
    this.storageAccounts = orNone(storageAccounts);
    this.latencies = latencies == null ? Latencies.DEFAULT : latencies;
    this.throttling = throttling == null ? Throttling.DEFAULT : throttling;
    this.requireAuthorization = requireAuthorization;
    this.dataDirectory = dataDirectory;
  }

  /**
   * Binds the {@code arm:} section of a configuration file.
   *
   * @throws IllegalArgumentException naming the first property that is unknown or of a wrong type
   */
  public static ArmConfig from(JsonNode section) {
    try {
      return Json.MAPPER.treeToValue(section, ArmConfig.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the arm section: " + e.getOriginalMessage(), e);
    }
  }

  /** The same, with a declared storage account's blobs where they really are. */
  public ArmConfig withStorage(String account, URI blobEndpoint, List<String> keys) {
    List<StorageAccount> located =
        storageAccounts.stream()
            .map(known -> known.name().equals(account) ? known.at(blobEndpoint, keys) : known)
            .toList();
    return with(located, dataDirectory);
  }

  /** The same, keeping its state in a directory. */
  public ArmConfig withDataDirectory(Path directory) {
    return with(storageAccounts, directory.toString());
  }

  private ArmConfig with(List<StorageAccount> storage, @Nullable String directory) {
    return new ArmConfig(
        port,
        subscriptions,
        locations,
        resourceGroups,
        batchAccounts,
        vmSizes,
        nodeAgentSkus,
        galleries,
        virtualMachines,
        managedImages,
        storage,
        latencies,
        throttling,
        requireAuthorization,
        directory);
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
