package io.poolwright.contracts;

/**
 * The image that the pool's nodes boot from.
 *
 * @param source where its bytes come from
 * @param osType must be that of the definition
 * @param hyperVGeneration must be that of the definition
 * @param definition the gallery image definition under which the image is published, {@code
 *     Microsoft.Compute/galleries/images}
 * @param version {@link #AUTO}, which derives it from the content, or three 32-bit integers {@code
 *     x.y.z}
 */
public record ImageRequest(
    ImageSource source,
    OsType osType,
    HyperVGeneration hyperVGeneration,
    ArmId definition,
    String version) {
  /** The version number follows from the content: the same image is published once. */
  public static final String AUTO = "auto";
}
