package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An image version as a pool's {@code imageReference} names it: by the ARM id of a version, or by
 * the id that a version has in a community gallery or in one that is shared directly.
 */
public final class ImageReference {
  static final String VERSION_TYPE = "Microsoft.Compute/galleries/images/versions";

  /** Whose image it is, and in which property of {@code imageReference} Batch wants its id. */
  public enum Kind {
    GALLERY("id", "galleries"),
    COMMUNITY("communityGalleryImageId", "CommunityGalleries"),
    SHARED("sharedGalleryImageId", "SharedGalleries");

    private final String property;
    private final Pattern shape;

    Kind(String property, String root) {
      this.property = property;
      this.shape =
          Pattern.compile(
              "/"
                  + root
                  + "/[A-Za-z0-9._-]{1,128}/Images/[A-Za-z0-9._-]{1,80}/Versions/[0-9.]{5,32}",
              Pattern.CASE_INSENSITIVE);
    }

    /** The name in {@code imageReference}. */
    public String property() {
      return property;
    }

    /** {@code /{root}/{gallery}/Images/{image}/Versions/{x.y.z}}, in any case as for ARM. */
    private boolean matches(String id) {
      return shape.matcher(id).matches();
    }
  }

  private final Kind kind;
  private final String id;

  private ImageReference(Kind kind, String id) {
    this.kind = kind;
    this.id = id;
  }

  /** Of a version in a gallery of one's own. */
  public static ImageReference of(ArmId version) {
    return new ImageReference(Kind.GALLERY, version.toString());
  }

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException if it is none of a version
   */
  @JsonCreator
  public static ImageReference parse(String id) {
    for (Kind kind : new Kind[] {Kind.COMMUNITY, Kind.SHARED}) {
      if (kind.matches(id)) {
        return new ImageReference(kind, id);
      }
    }
    ArmId version = ArmId.parse(id);
    if (!version.isOf(VERSION_TYPE)) {
      throw new IllegalArgumentException("not an image version: it is another resource");
    }
    return of(version);
  }

  public Kind kind() {
    return kind;
  }

  /** The name of the gallery, for {@link Kind#COMMUNITY} and {@link Kind#SHARED} a public one. */
  public String gallery() {
    return fromEnd(5);
  }

  /** The name of the image definition. */
  public String image() {
    return fromEnd(3);
  }

  /** {@code x.y.z}. */
  public String version() {
    return fromEnd(1);
  }

  private String fromEnd(int place) {
    String[] parts = id.split("/", -1);
    return parts[parts.length - place];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageReference reference && reference.id.equalsIgnoreCase(id);
  }

  @Override
  public int hashCode() {
    return id.toLowerCase(Locale.ROOT).hashCode();
  }

  @JsonValue
  @Override
  public String toString() {
    return id;
  }
}
