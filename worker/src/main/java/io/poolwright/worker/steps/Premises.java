package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where this worker may go, and where it keeps its copies.
 *
 * @param stagings one storage container a region
 * @param allowed where requests may lead it
 * @param keepsSecrets whether a SAS can be kept, sealed, between two deliveries
 */
public record Premises(List<Staging> stagings, AllowList allowed, boolean keepsSecrets) {
  /**
   * A container for staged VHDs.
   *
   * @param region of its storage account, in Azure's short form
   * @param container {@code https://{account}.blob.core.windows.net/images}
   * @param account the ARM id of its storage account
   * @param inPlace whether a VHD that lies in this account already is used where it lies
   */
  public record Staging(String region, URI container, ArmId account, boolean inPlace) {
    /** Whether a source need not be copied here. */
    boolean hasAlready(URI source) {
      String prefix = container.toString();
      String endpoint = prefix.substring(0, prefix.lastIndexOf('/') + 1);
      return inPlace && source.toString().startsWith(endpoint);
    }
  }

  public Premises {
    stagings = List.copyOf(stagings);
  }

  Optional<Staging> stagingIn(String region) {
    return stagings.stream()
        .filter(s -> ImageVersion.shortForm(s.region()).equals(ImageVersion.shortForm(region)))
        .findFirst();
  }
}
