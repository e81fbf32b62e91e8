package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The image that the pool's nodes boot from.
 *
 * @param source where it comes from
 * @param osType must be that of the definition
 * @param hyperVGeneration must be that of the definition
 * @param definition the gallery image definition under which the image is published, {@code
 *     Microsoft.Compute/galleries/images}; null exactly when the source is published already
 * @param version {@link #AUTO}, which derives it from the content, or three 32-bit integers {@code
 *     x.y.z}; null exactly when the source is published already
 * @param keepStagedVhd whether the copy of a VHD stays when the image is published from it; else it
 *     is deleted with the success of the last job that needs it
 * @param createDefinition whether the definition is created if there is none; it stays, whatever
 *     becomes of the job, for other images may have been published under it by then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageRequest(
    ImageSource source,
    OsType osType,
    HyperVGeneration hyperVGeneration,
    @Nullable ArmId definition,
    @Nullable String version,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean keepStagedVhd,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean createDefinition) {
  /** The version number follows from the content: the same image is published once. */
  public static final String AUTO = "auto";

  /** An image of which no staged copy is kept, under a definition that is there. */
  public ImageRequest(
      ImageSource source,
      OsType osType,
      HyperVGeneration hyperVGeneration,
      @Nullable ArmId definition,
      @Nullable String version) {
    this(source, osType, hyperVGeneration, definition, version, false, false);
  }
}
