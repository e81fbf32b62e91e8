package io.poolwright.worker.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the image comes from: at most one of these says so. */
final class SourceOptions {
  @Option(
      names = "--vhd",
      paramLabel = "URL",
      description = "The page blob with the VHD; may be a SAS URL.")
  private @Nullable String vhd;

  @Option(names = "--vm", paramLabel = "ID", description = "ARM id of a VM to be captured.")
  private @Nullable String machine;

  @Option(names = "--managed-image", paramLabel = "ID", description = "ARM id of a managed image.")
  private @Nullable String managedImage;

  @Option(
      names = "--image-version",
      paramLabel = "ID",
      description = "ARM id of a version in a gallery.")
  private @Nullable String version;

  @Option(
      names = "--community-image",
      paramLabel = "ID",
      description = "/CommunityGalleries/…/Images/…/Versions/1.2.3.")
  private @Nullable String communityImage;

  @Option(
      names = "--shared-image",
      paramLabel = "ID",
      description = "/SharedGalleries/…/Images/…/Versions/1.2.3.")
  private @Nullable String sharedImage;

  /** What was given: its kind, and its id or URL. */
  Optional<Map.Entry<SourceKind, String>> given() {
    Map<SourceKind, String> all = new EnumMap<>(SourceKind.class);
    put(all, SourceKind.VHD, vhd);
    put(all, SourceKind.VIRTUAL_MACHINE, machine);
    put(all, SourceKind.MANAGED_IMAGE, managedImage);
    put(all, SourceKind.GALLERY_IMAGE_VERSION, version);
    put(all, SourceKind.COMMUNITY_IMAGE, communityImage);
    put(all, SourceKind.SHARED_IMAGE, sharedImage);
    return all.entrySet().stream().findFirst();
  }

  private static void put(Map<SourceKind, String> all, SourceKind kind, @Nullable String id) {
    if (id != null) {
      all.put(kind, id);
    }
  }
}
