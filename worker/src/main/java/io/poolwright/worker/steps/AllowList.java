package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.SecretId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where requests may lead this worker. An empty list allows all, but for the hosts and the vaults:
 * whoever may send a request could else have any secret sent to a host of his own.
 *
 * @param sourceSchemes {@code https}, {@code http}
 * @param sourceHosts what the host of a source may be: an exact {@code host} or {@code host:port},
 *     or a suffix that begins with a dot
 * @param sourceAccounts names of storage accounts
 * @param subscriptions their ids
 * @param resourceGroups {@code group}, or {@code subscription/group}
 * @param vaults whose secrets requests may name, as {@link SecretId#vault()} writes them
 */
public record AllowList(
    List<String> sourceSchemes,
    List<String> sourceHosts,
    List<String> sourceAccounts,
    List<String> subscriptions,
    List<String> resourceGroups,
    List<URI> vaults) {
  /** A storage emulator has its accounts in the path, below an address. */
  private static final Pattern ADDRESS = Pattern.compile("localhost|[0-9.]+|\\[.*]");

  public AllowList {
    sourceSchemes = List.copyOf(sourceSchemes);
    sourceHosts = List.copyOf(sourceHosts);
    sourceAccounts = List.copyOf(sourceAccounts);
    subscriptions = List.copyOf(subscriptions);
    resourceGroups = List.copyOf(resourceGroups);
    vaults = List.copyOf(vaults);
  }

  /** All subscriptions and groups, all accounts on these hosts, and no vault. */
  public static AllowList ofHosts(String... sourceHosts) {
    return new AllowList(
        List.of(), List.of(sourceHosts), List.of(), List.of(), List.of(), List.of());
  }

  /** Judged by the parsed authority, never by the text of the URL. */
  boolean allowsHost(URI source) {
    String host = source.getHost();
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    String authority = source.getPort() < 0 ? name : name + ":" + source.getPort();
    return sourceHosts.stream()
        .map(allowed -> allowed.toLowerCase(Locale.ROOT))
        .anyMatch(
            allowed ->
                allowed.startsWith(".") ? authority.endsWith(allowed) : authority.equals(allowed));
  }

  boolean allowsScheme(URI source) {
    return has(sourceSchemes, String.valueOf(source.getScheme()));
  }

  boolean allowsAccount(URI source) {
    String host = String.valueOf(source.getHost());
    String account =
        ADDRESS.matcher(host).matches()
            ? source.getPath().split("/", 3)[1]
            : host.split("\\.", 2)[0];
    return has(sourceAccounts, account);
  }

  boolean allowsSubscription(ArmId id) {
    return has(subscriptions, id.subscription());
  }

  boolean allowsResourceGroup(ArmId id) {
    return has(resourceGroups, id.resourceGroup())
        || has(resourceGroups, id.subscription() + "/" + id.resourceGroup());
  }

  boolean allowsVault(SecretId secret) {
    return vaults.contains(secret.vault());
  }

  private static boolean has(List<String> allowed, String name) {
    return allowed.isEmpty() || allowed.stream().anyMatch(name::equalsIgnoreCase);
  }
}
