package io.poolwright.contracts;

import org.jspecify.annotations.Nullable;

/** The id of an image version in a gallery that somebody else shares. */
record ImageReferenceRule(ImageReference.Kind kind, String example)
    implements TextRule<ImageReference> {
  static final ImageReferenceRule COMMUNITY =
      new ImageReferenceRule(
          ImageReference.Kind.COMMUNITY,
          "/CommunityGalleries/{name}/Images/{image}/Versions/1.2.3");
  static final ImageReferenceRule SHARED =
      new ImageReferenceRule(
          ImageReference.Kind.SHARED, "/SharedGalleries/{name}/Images/{image}/Versions/1.2.3");

  @Override
  public String expected() {
    return "the id of one image version, " + example;
  }

  @Override
  public @Nullable ImageReference read(String text, Place at) {
    try {
      ImageReference reference = ImageReference.parse(text);
      if (reference.kind() == kind && VersionRule.isNumber(reference.version())) {
        return reference;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the text.
    }
    at.refuse("it is no such id", "make it " + expected());
    return null;
  }
}
