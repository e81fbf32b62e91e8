package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where this worker may go, and where it keeps its copies.
 *
 * @param stagings one storage container a region
 * @param sourceHosts what the host of a source may be: an exact {@code host} or {@code host:port},
 *     or a suffix that begins with a dot
 * @param subscriptions those that requests may touch; empty allows all
 * @param keepsSecrets whether a SAS can be kept, sealed, between two deliveries
 */
public record Premises(
    List<Staging> stagings,
    List<String> sourceHosts,
    List<String> subscriptions,
    boolean keepsSecrets) {
  /**
   * A container for staged VHDs.
   *
   * @param region of its storage account, in Azure's short form
   * @param container {@code https://{account}.blob.core.windows.net/images}
   * @param account the ARM id of its storage account
   */
  public record Staging(String region, URI container, ArmId account) {}

  public Premises {
    stagings = List.copyOf(stagings);
    sourceHosts = List.copyOf(sourceHosts);
    subscriptions = List.copyOf(subscriptions);
  }

  Optional<Staging> stagingIn(String region) {
    return stagings.stream()
        .filter(s -> ImageVersion.shortForm(s.region()).equals(ImageVersion.shortForm(region)))
        .findFirst();
  }

  /** Judged by the parsed authority, never by the text of the URL. */
  boolean allowsSource(URI url) {
    String host = url.getHost();
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    String authority = url.getPort() < 0 ? name : name + ":" + url.getPort();
    return sourceHosts.stream()
        .map(allowed -> allowed.toLowerCase(Locale.ROOT))
        .anyMatch(
            allowed ->
                allowed.startsWith(".") ? authority.endsWith(allowed) : authority.equals(allowed));
  }

  boolean allowsSubscription(ArmId id) {
    return subscriptions.isEmpty()
        || subscriptions.stream().anyMatch(s -> s.equalsIgnoreCase(id.subscription()));
  }
}
