package io.poolwright.localazure.arm.resources;

import org.jspecify.annotations.Nullable;

/**
 * A declared subscription.
 *
 * @param id a GUID
 * @param displayName default: the id
 * @param tenantId a GUID
 */
public record Subscription(String id, String displayName, String tenantId) {
  public Subscription(String id, @Nullable String displayName, String tenantId) {
    this.id = id;
    this.displayName = displayName == null ? id : displayName;
    this.tenantId = tenantId;
  }
}
