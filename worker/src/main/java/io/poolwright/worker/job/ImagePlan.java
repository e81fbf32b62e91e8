package io.poolwright.worker.job;

import io.poolwright.contracts.ArmId;

/**
 * What VALIDATE found out and the later steps need. Every name in it follows from the content of
 * the source, so that the same image is copied and published once.
 *
 * @param sourceEtag the source blob's ETag; a copy is of this state of the source or of nothing
 * @param length the whole blob in bytes, footer included
 * @param staged where the copy goes
 * @param version the gallery image version that is made from it
 * @param region the pool's region in Azure's short form ({@code westeurope}), where a replica of
 *     the version must be
 * @param galleryRegion the region of the image definition, where the version is made
 */
public record ImagePlan(
    String sourceEtag,
    long length,
    StagedBlob staged,
    ArmId version,
    String region,
    String galleryRegion) {

  /** The name of the image that all jobs with this content share, in this region. */
  public String image() {
    String path = staged.url().getPath();
    String file = path.substring(path.lastIndexOf('/') + 1);
    return galleryRegion + "/" + file.replace(".vhd", "");
  }
}
