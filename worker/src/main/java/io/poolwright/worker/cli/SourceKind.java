package io.poolwright.worker.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What an image can be made of, or be, as {@code init} asks for it and writes it. */
enum SourceKind {
  VHD(
      "vhd",
      "Address of the VHD, a page blob",
      "https://<account>.blob.core.windows.net/<container>/<blob>",
      "A fixed VHD in a page blob, without a query."),
  VIRTUAL_MACHINE(
      "virtualMachine",
      "ARM id of the virtual machine",
      Placeholders.COMPUTE + "virtualMachines/<vm>",
      "An Azure VM; the job waits until it is deallocated and marked generalized."),
  MANAGED_IMAGE(
      "managedImage",
      "ARM id of the managed image",
      Placeholders.COMPUTE + "images/<image>",
      "A managed image."),
  GALLERY_IMAGE_VERSION(
      "galleryImageVersion",
      "ARM id of the image version",
      Placeholders.COMPUTE + "galleries/<gallery>/images/<definition>/versions/<x.y.z>",
      "A version in a gallery, of any region; a replica is added where the pool is."),
  COMMUNITY_IMAGE(
      "communityGalleryImage",
      "Id of the version in the community gallery",
      "/CommunityGalleries/<gallery>/Images/<image>/Versions/<x.y.z>",
      "A version in a community gallery, used as it is."),
  SHARED_IMAGE(
      "sharedGalleryImage",
      "Id of the version in the shared gallery",
      "/SharedGalleries/<gallery>/Images/<image>/Versions/<x.y.z>",
      "A version in a gallery that is shared directly, used as it is.");

  /** To be answered with a type; an empty answer means a VHD. */
  static final String QUESTION =
      Arrays.stream(values())
          .map(SourceKind::type)
          .collect(Collectors.joining(", ", "What the image comes from (", "; Enter: vhd)"));

  private final String type;
  private final String question;
  private final String placeholder;
  private final String comment;

  SourceKind(String type, String question, String placeholder, String comment) {
    this.type = type;
    this.question = question;
    this.placeholder = placeholder;
    this.comment = comment;
  }

  /**
   * The kind that requests call so.
   *
   * @throws CommandFailed if there is none
   */
  static SourceKind of(String type) {
    return Arrays.stream(values())
        .filter(kind -> kind.type.equalsIgnoreCase(type))
        .findFirst()
        .orElseThrow(() -> CommandFailed.wrong("\"" + type + "\" is no kind of source."));
  }

  /** What requests call it. */
  String type() {
    return type;
  }

  String question() {
    return question;
  }

  /** What stands for its id, or its URL, where nobody says. */
  String placeholder() {
    return placeholder;
  }

  String comment() {
    return comment;
  }

  /** Whether it has a definition and a version already. */
  boolean isPublished() {
    return this == GALLERY_IMAGE_VERSION || this == COMMUNITY_IMAGE || this == SHARED_IMAGE;
  }
}
