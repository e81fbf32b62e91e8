package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the image comes from. The property {@code type} says which of these it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ImageSource.Vhd.class, name = "vhd"),
  @JsonSubTypes.Type(value = ImageSource.VirtualMachine.class, name = "virtualMachine"),
  @JsonSubTypes.Type(value = ImageSource.ManagedImage.class, name = "managedImage"),
  @JsonSubTypes.Type(value = ImageSource.GalleryImageVersion.class, name = "galleryImageVersion"),
  @JsonSubTypes.Type(value = ImageSource.CommunityImage.class, name = "communityGalleryImage"),
  @JsonSubTypes.Type(value = ImageSource.SharedImage.class, name = "sharedGalleryImage")
})
public sealed interface ImageSource {
  /** Whether an image version is made from it, under a definition that the request names. */
  @JsonIgnore
  default boolean isPublished() {
    return false;
  }

  /**
   * A fixed VHD in a page blob.
   *
   * @param url the blob's address, without a query
   * @param sas a shared access signature that lets the blob be read; absent when it is in a Key
   *     Vault, or when the worker's own identity may read the blob. Kept apart from the URL so that
   *     no log can show it
   * @param sasSecretId the secret that holds the SAS, which the worker reads with its own identity
   *     whenever it needs it; absent if there is a {@code sas}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Vhd(URI url, @Nullable Secret sas, @Nullable SecretId sasSecretId) implements ImageSource {
    /** One that names no secret of a Key Vault. */
    public Vhd(URI url, @Nullable Secret sas) {
      this(url, sas, null);
    }

    /**
     * The same with the SAS that its secret holds, or empty if that is no SAS.
     *
     * @param value of the secret
     */
    public Optional<Vhd> openedWith(Secret value) {
      Secret found = new SasRule().read(value.reveal().strip(), Place.root(new Problems()));
      return Optional.ofNullable(found).map(known -> new Vhd(url, known));
    }
  }

  /**
   * An Azure VM, to be captured when it is generalized and deallocated.
   *
   * @param id a {@code Microsoft.Compute/virtualMachines}
   * @param generalize whether to deallocate it and to mark it generalized; what has to be done in
   *     the guest (sysprep, waagent) must have been done. A VM that is marked never starts again
   */
  record VirtualMachine(ArmId id, boolean generalize) implements ImageSource {}

  /**
   * A managed image.
   *
   * @param id a {@code Microsoft.Compute/images}
   */
  record ManagedImage(ArmId id) implements ImageSource {}

  /**
   * An image version that somebody has published in an Azure Compute Gallery; a replica in the
   * pool's region is added if there is none.
   *
   * @param id a {@code Microsoft.Compute/galleries/images/versions}
   */
  record GalleryImageVersion(ArmId id) implements ImageSource {
    @Override
    public boolean isPublished() {
      return true;
    }
  }

  /**
   * An image version in a community gallery.
   *
   * @param id {@code /CommunityGalleries/{publicName}/Images/{image}/Versions/{x.y.z}}
   */
  record CommunityImage(ImageReference id) implements ImageSource {
    @Override
    public boolean isPublished() {
      return true;
    }
  }

  /**
   * An image version in a gallery that is shared directly with the subscription or tenant.
   *
   * @param id {@code /SharedGalleries/{uniqueName}/Images/{image}/Versions/{x.y.z}}
   */
  record SharedImage(ImageReference id) implements ImageSource {
    @Override
    public boolean isPublished() {
      return true;
    }
  }

  /** A VHD that the worker's own identity may read. */
  static Vhd vhd(URI url) {
    return new Vhd(url, null);
  }

  /** A VHD that the bearer of this SAS, the query of a SAS URL, may read. */
  static Vhd vhd(URI url, String sas) {
    return new Vhd(url, new Secret(sas));
  }

  /** A VHD that the bearer of the SAS in this secret may read; the request carries no SAS. */
  static Vhd vhd(URI url, SecretId sasSecretId) {
    return new Vhd(url, null, sasSecretId);
  }
}
