package io.poolwright.localazure.arm.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Paging;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Microsoft.Storage: where the accounts are, and their keys. */
public final class StorageProvider {
  private static final String TYPE = "Microsoft.Storage/storageAccounts";
  private static final String GROUP =
      "subscriptions/{subscription}/resourceGroups/{group}/providers/";
  private static final String ACCOUNT = GROUP + TYPE + "/{account}";

  private record Declared(ResourceId id, StorageAccount account) {}

  private final Map<String, Declared> accounts = new LinkedHashMap<>();

  /**
   * Takes the accounts over.
   *
   * @param subscription for accounts that name none
   */
  public StorageProvider(List<StorageAccount> declared, String subscription) {
    for (StorageAccount account : declared) {
      String own = account.subscription();
      ResourceId id = id(own == null ? subscription : own, account.resourceGroup(), account.name());
      accounts.put(id.key(), new Declared(id, account));
    }
  }

  public void serve(Routes routes) {
    routes.add("GET", ACCOUNT, request -> ArmResponse.ok(json(find(request))));
    routes.add("GET", GROUP + TYPE, this::list);
    routes.add("GET", "subscriptions/{subscription}/providers/" + TYPE, this::list);
    routes.add("POST", ACCOUNT + "/listKeys", this::keys);
  }

  private Declared find(ArmRequest request) {
    ResourceId id =
        id(request.name("subscription"), request.name("group"), request.name("account"));
    return Optional.ofNullable(accounts.get(id.key()))
        .orElseThrow(
            () ->
                ArmException.of(
                    404,
                    "ResourceNotFound",
                    "The Resource '"
                        + TYPE
                        + "/"
                        + request.name("account")
                        + "' under resource group '"
                        + request.name("group")
                        + "' was not found."));
  }

  private ArmResponse list(ArmRequest request) {
    ResourceId scope = new ResourceId(request.id().text().replaceFirst("(?i)/providers/.*", ""));
    return Paging.whole(
        accounts.values().stream()
            .filter(declared -> declared.id().isUnder(scope))
            .map(StorageProvider::json)
            .toList());
  }

  private ArmResponse keys(ArmRequest request) {
    List<ObjectNode> keys = new ArrayList<>();
    for (String key : find(request).account().keys()) {
      keys.add(
          Json.object("keyName", "key" + (keys.size() + 1), "value", key, "permissions", "FULL"));
    }
    return ArmResponse.ok(Json.object("keys", keys));
  }

  private static ObjectNode json(Declared declared) {
    StorageAccount account = declared.account();
    return Json.object(
        "id", declared.id(),
        "name", account.name(),
        "type", TYPE,
        "location", account.location(),
        "kind", account.kind(),
        "sku", Json.object("name", "Standard_LRS", "tier", "Standard"),
        "properties",
            Json.object(
                "provisioningState", "Succeeded",
                "primaryEndpoints", Json.object("blob", account.blobEndpoint()),
                "primaryLocation", account.location(),
                "statusOfPrimary", "available",
                "supportsHttpsTrafficOnly", account.blobEndpoint().startsWith("https:")));
  }

  private static ResourceId id(String subscription, String group, String account) {
    return new ResourceId(
        "/subscriptions/"
            + subscription
            + "/resourceGroups/"
            + group
            + "/providers/"
            + TYPE
            + "/"
            + account);
  }
}
