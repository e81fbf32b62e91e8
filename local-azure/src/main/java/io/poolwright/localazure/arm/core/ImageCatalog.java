package io.poolwright.localazure.arm.core;

import java.util.Optional;
import java.util.Set;

/** What a pool asks about the image it names. */
public interface ImageCatalog {
  /**
   * Looks an image version up.
   *
   * @param id of a gallery image version, or of a definition for its latest version; also a
   *     community or shared gallery's
   * @return empty if there is none, or none that is published
   */
  Optional<Image> find(ResourceId id);

  /**
   * An image that can be used now.
   *
   * @param osType Linux or Windows
   * @param generation V1 or V2
   * @param generalized false for a specialized image
   * @param regions that have a complete replica, normal form
   */
  record Image(String osType, String generation, boolean generalized, Set<String> regions) {}
}
