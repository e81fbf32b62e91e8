package io.poolwright.localazure.arm.storage;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared storage account.
 *
 * @param subscription absent: the first declared subscription
 * @param kind default StorageV2
 * @param blobEndpoint with a slash at the end; absent: {@code
 *     https://{name}.blob.core.windows.net/}
 * @param keys base64; absent: none, and listKeys answers an empty list
 */
public record StorageAccount(
    @Nullable String subscription,
    String resourceGroup,
    String name,
    String location,
    String kind,
    String blobEndpoint,
    List<String> keys) {

  public StorageAccount(
      @Nullable String subscription,
      String resourceGroup,
      String name,
      String location,
      @Nullable String kind,
      @Nullable String blobEndpoint,
      @Nullable List<String> keys) {
    this.subscription = subscription;
    this.resourceGroup = resourceGroup;
    this.name = name;
    this.location = location;
    this.kind = kind == null ? "StorageV2" : kind;
    this.blobEndpoint =
        blobEndpoint == null ? "https://" + name + ".blob.core.windows.net/" : blobEndpoint;
    this.keys = keys == null ? List.of() : List.copyOf(keys);
  }

  /** The same account, its blobs at another address; a slash is added where it lacks one. */
  public StorageAccount at(URI endpoint, List<String> otherKeys) {
    String text = endpoint.toString();
    String slashed = text.endsWith("/") ? text : text + "/";
    return new StorageAccount(
        subscription, resourceGroup, name, location, kind, slashed, otherKeys);
  }
}
