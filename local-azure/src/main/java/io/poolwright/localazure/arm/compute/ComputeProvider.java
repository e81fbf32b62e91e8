package io.poolwright.localazure.arm.compute;

import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ImageCatalog;
import io.poolwright.localazure.arm.core.Latencies;
import io.poolwright.localazure.arm.core.Operations;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Routes;
import io.poolwright.localazure.arm.core.State;
import io.poolwright.localazure.arm.core.VmSizes;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Microsoft.Compute, wired. */
public final class ComputeProvider {
  static final String SUBSCRIPTION = "subscriptions/{subscription}/providers/Microsoft.Compute";
  static final String GROUP =
      "subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute";

  private final GalleryStore store;
  private final GalleryCatalog catalog;
  private final VirtualMachines machines;
  private final ManagedImages images;
  private final List<Consumer<Routes>> resources;

  /**
   * Wires the provider.
   *
   * @param locations every region there is
   * @param disks finds the blobs that image versions are made from
   */
  public ComputeProvider(
      VmSizes sizes,
      List<String> locations,
      SourceDisks disks,
      Operations operations,
      Latencies latencies,
      State state,
      Clock clock) {
    this.store = new GalleryStore(state, clock);
    this.catalog = new GalleryCatalog(store, clock);
    this.machines = new VirtualMachines(state, operations, latencies, clock);
    this.images = new ManagedImages(state, machines, operations, clock);
    VersionSources sources = new VersionSources(machines, images, catalog, clock);
    ImageVersions.Parts parts =
        new ImageVersions.Parts(store, sources, disks, new TargetRegions(locations), operations);
    this.resources =
        List.of(
            new Galleries(store, operations, clock)::serve,
            new ImageDefinitions(store, operations, clock)::serve,
            new ImageVersions(parts, latencies, clock)::serve,
            new PublicGalleries(catalog, clock)::serve,
            machines::serve,
            images::serve,
            new ResourceSkus(sizes, locations)::serve);
  }

  public void serve(Routes routes) {
    resources.forEach(resource -> resource.accept(routes));
  }

  /** What pools ask about images. */
  public ImageCatalog images() {
    return catalog;
  }

  public void declare(Gallery gallery) {
    store.galleries.put(gallery.id(), gallery);
  }

  public void declare(ImageDefinition definition) {
    store.definitions.put(definition.id(), definition);
  }

  public void declare(ImageVersion version) {
    store.put(version);
  }

  public void declare(VirtualMachine machine) {
    machines.declare(machine);
  }

  public void declare(ManagedImage image) {
    images.declare(image);
  }

  /** The subscription or resource group that a list is asked of. */
  static ResourceId scope(ArmRequest request) {
    return new ResourceId(request.id().text().replaceFirst("(?i)/providers/.*", ""));
  }
}
