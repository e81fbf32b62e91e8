package io.poolwright.localazure.arm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gallery that is there from the start.
 *
 * @param subscription absent: the first declared one
 * @param communityName the public name by which community ids reach it, or null
 * @param sharedName the unique name by which shared-gallery ids reach it, or null
 */
public record DeclaredGallery(
    @Nullable String subscription,
    String resourceGroup,
    String name,
    String location,
    @Nullable String communityName,
    @Nullable String sharedName,
    List<Definition> definitions) {

  public DeclaredGallery(
      @Nullable String subscription,
      String resourceGroup,
      String name,
      String location,
      @Nullable String communityName,
      @Nullable String sharedName,
      @Nullable List<Definition> definitions) {
    this.subscription = subscription;
    this.resourceGroup = resourceGroup;
    this.name = name;
    this.location = location;
    this.communityName = communityName;
    this.sharedName = sharedName;
    this.definitions = definitions == null ? List.of() : List.copyOf(definitions);
  }

  /**
   * An image definition; its identifier is made of the gallery's name and its own.
   *
   * @param osType Linux or Windows
   * @param generation V1 or V2
   * @param osState default Generalized
   * @param architecture x64 or Arm64; absent: Azure does not say
   * @param features by Azure's names
   */
  public record Definition(
      String name,
      String osType,
      String generation,
      String osState,
      @Nullable String architecture,
      Map<String, String> features,
      List<Version> versions) {
    public Definition(
        String name,
        String osType,
        String generation,
        @Nullable String osState,
        @Nullable String architecture,
        @Nullable Map<String, String> features,
        @Nullable List<Version> versions) {
      this.name = name;
      this.osType = osType;
      this.generation = generation;
      this.osState = osState == null ? "Generalized" : osState;
      this.architecture = architecture;
      this.features = features == null ? Map.of() : Map.copyOf(features);
      this.versions = versions == null ? List.of() : List.copyOf(versions);
    }
  }

  /** An image version that is published and replicated. */
  public record Version(String name, List<String> regions) {
    public Version {
      regions = List.copyOf(regions);
    }
  }
}
