package io.poolwright.worker.job;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import java.net.URI;
import java.util.List;

/** What VALIDATE found out about the image and the later steps need. */
public sealed interface ImagePlan {
  /** The pool's region in Azure's short form, {@code westeurope}; a replica has to be there. */
  String region();

  /** What the pool's nodes boot from. */
  ImageReference reference();

  /** Ids and addresses of everything that may be made of this image. */
  default List<String> made() {
    return List.of();
  }

  /**
   * An image version that Poolwright makes. Every name in it follows from the content of the
   * source, so that the same image is copied and published once.
   */
  sealed interface Made extends ImagePlan {
    /** The gallery image version that is made. */
    ArmId version();

    /** The region of the image definition, where the version is made. */
    String galleryRegion();

    /** Of which content it is, as the version's mark says. */
    String content();

    /** The name of the image that all jobs with this content share, in the gallery's region. */
    default String name() {
      return name(galleryRegion(), content());
    }

    /**
     * The name of an image.
     *
     * @param galleryRegion in Azure's short form
     * @param content as a version's mark says it
     */
    static String name(String galleryRegion, String content) {
      return galleryRegion + "/" + content.replace(".vhd", "");
    }

    @Override
    default ImageReference reference() {
      return ImageReference.of(version());
    }

    @Override
    default List<String> made() {
      return List.of(version().toString());
    }
  }

  /**
   * Made of a VHD by way of a staged copy.
   *
   * @param sourceEtag the source blob's ETag; a copy is of this state of the source or of nothing
   * @param length the whole blob in bytes, footer included
   * @param staged where the copy goes
   */
  record OfVhd(
      String sourceEtag,
      long length,
      StagedBlob staged,
      ArmId version,
      String region,
      String galleryRegion)
      implements Made {
    /** The staged blob is named after the content. */
    @Override
    public String content() {
      URI url = staged.url();
      return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    }

    @Override
    public List<String> made() {
      return List.of(version.toString(), staged.url().toString());
    }
  }

  /**
   * Made of a VHD that lies in an account of the worker's already, in the gallery's region: it is
   * used where it lies, and never deleted.
   *
   * @param sourceEtag the blob's ETag; what is published is of this state of it or of nothing
   * @param vhd the source itself
   * @param digest of its address, ETag and length
   */
  record OfVhdInPlace(
      String sourceEtag,
      StagedBlob vhd,
      String digest,
      ArmId version,
      String region,
      String galleryRegion)
      implements Made {
    /** As a staged copy of it would be called: the image is the same. */
    @Override
    public String content() {
      return digest + ".vhd";
    }
  }

  /**
   * Made of a VM or of a managed image, by Compute alone.
   *
   * @param source its ARM id
   * @param sourceRegion where it is; a version needs a replica there
   * @param digest of the id and of what tells this content from an earlier one under the same id
   */
  record OfResource(
      ArmId source,
      String sourceRegion,
      String digest,
      ArmId version,
      String region,
      String galleryRegion)
      implements Made {
    @Override
    public String content() {
      return digest;
    }
  }

  /** Published by somebody else: nothing is made of it but, perhaps, a replica. */
  record Published(ImageReference reference, String region) implements ImagePlan {}
}
