package io.poolwright.localazure.arm.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Paging;
import io.poolwright.localazure.arm.core.Routes;
import io.poolwright.localazure.arm.core.Scopes;
import java.util.List;

/** Subscriptions, their locations, resource groups and registered providers: all to read. */
public final class ResourcesProvider implements Scopes {
  private static final String SUBSCRIPTION = "subscriptions/{subscription}";
  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/{group}";
  private static final List<String> PROVIDERS =
      List.of("Microsoft.Batch", "Microsoft.Compute", "Microsoft.Storage");

  private final List<Subscription> subscriptions;
  private final List<ResourceGroup> groups;
  private final List<String> locations;

  public ResourcesProvider(
      List<Subscription> subscriptions, List<ResourceGroup> groups, List<String> locations) {
    this.subscriptions = List.copyOf(subscriptions);
    this.groups = List.copyOf(groups);
    this.locations = List.copyOf(locations);
  }

  public void serve(Routes routes) {
    routes.add("GET", "subscriptions", request -> subscriptions());
    routes.add("GET", SUBSCRIPTION, request -> ArmResponse.ok(json(subscription(request))));
    routes.add("GET", SUBSCRIPTION + "/locations", this::locations);
    routes.add("GET", SUBSCRIPTION + "/resourceGroups", this::groups);
    routes.add("GET", GROUP, request -> ArmResponse.ok(json(request, group(request))));
    routes.add("HEAD", GROUP, request -> ArmResponse.empty(204));
    routes.add("GET", SUBSCRIPTION + "/providers", this::providers);
    routes.add("GET", SUBSCRIPTION + "/providers/{provider}", this::provider);
  }

  @Override
  public boolean hasSubscription(String subscription) {
    return subscriptions.stream().anyMatch(known -> known.id().equalsIgnoreCase(subscription));
  }

  @Override
  public boolean hasResourceGroup(String subscription, String group) {
    return groups.stream()
        .anyMatch(known -> isIn(known, subscription) && known.name().equalsIgnoreCase(group));
  }

  private ArmResponse subscriptions() {
    return Paging.whole(subscriptions.stream().map(ResourcesProvider::json).toList());
  }

  private ArmResponse locations(ArmRequest request) {
    return Paging.whole(
        locations.stream()
            .map(
                location ->
                    Json.object(
                        "id",
                        "/subscriptions/" + request.name("subscription") + "/locations/" + location,
                        "name",
                        location,
                        "displayName",
                        location,
                        "metadata",
                        Json.object("regionType", "Physical")))
            .toList());
  }

  private ArmResponse groups(ArmRequest request) {
    return Paging.whole(
        groups.stream()
            .filter(group -> isIn(group, request.name("subscription")))
            .map(group -> json(request, group))
            .toList());
  }

  private ArmResponse providers(ArmRequest request) {
    return Paging.whole(PROVIDERS.stream().map(name -> providerJson(request, name)).toList());
  }

  private ArmResponse provider(ArmRequest request) {
    return PROVIDERS.stream()
        .filter(request.name("provider")::equalsIgnoreCase)
        .findFirst()
        .map(name -> ArmResponse.ok(providerJson(request, name)))
        .orElseThrow(
            () ->
                ArmException.of(
                    404,
                    "InvalidResourceNamespace",
                    "The resource namespace '" + request.name("provider") + "' is invalid."));
  }

  private Subscription subscription(ArmRequest request) {
    return subscriptions.stream()
        .filter(known -> known.id().equalsIgnoreCase(request.name("subscription")))
        .findFirst()
        .orElseThrow();
  }

  private ResourceGroup group(ArmRequest request) {
    return groups.stream()
        .filter(group -> isIn(group, request.name("subscription")))
        .filter(group -> group.name().equalsIgnoreCase(request.name("group")))
        .findFirst()
        .orElseThrow();
  }

  private boolean isIn(ResourceGroup group, String subscription) {
    String own = group.subscription();
    return (own == null ? subscriptions.get(0).id() : own).equalsIgnoreCase(subscription);
  }

  private static ObjectNode json(Subscription subscription) {
    return Json.object(
        "id", "/subscriptions/" + subscription.id(),
        "subscriptionId", subscription.id(),
        "tenantId", subscription.tenantId(),
        "displayName", subscription.displayName(),
        "state", "Enabled");
  }

  private static ObjectNode json(ArmRequest request, ResourceGroup group) {
    return Json.object(
        "id", "/subscriptions/" + request.name("subscription") + "/resourceGroups/" + group.name(),
        "name", group.name(),
        "type", "Microsoft.Resources/resourceGroups",
        "location", group.location(),
        "properties", Json.object("provisioningState", "Succeeded"));
  }

  private static ObjectNode providerJson(ArmRequest request, String name) {
    return Json.object(
        "id",
        "/subscriptions/" + request.name("subscription") + "/providers/" + name,
        "namespace",
        name,
        "registrationState",
        "Registered");
  }
}
