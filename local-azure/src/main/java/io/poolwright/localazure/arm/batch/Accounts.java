package io.poolwright.localazure.arm.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Paging;
import io.poolwright.localazure.arm.core.Region;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Routes;
import io.poolwright.localazure.arm.core.VmSize;
import io.poolwright.localazure.arm.core.VmSizes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batch accounts as declared, quotas and sizes by location. */
final class Accounts {
  static final String ACCOUNT =
      "subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Batch/batchAccounts/{account}";
  private static final String PROVIDER = "subscriptions/{subscription}/providers/Microsoft.Batch/";
  private static final int MOST_ACCOUNTS = 1;

  private final Map<String, BatchAccount> accounts = new LinkedHashMap<>();
  private final Map<BatchAccount, ResourceId> ids = new LinkedHashMap<>();
  private final VmSizes sizes;

  Accounts(List<BatchAccount> declared, String defaultSubscription, VmSizes sizes) {
    this.sizes = sizes;
    for (BatchAccount account : declared) {
      ResourceId id = id(account, defaultSubscription);
      accounts.put(id.key(), account);
      ids.put(account, id);
    }
  }

  void serve(Routes routes) {
    routes.add("GET", ACCOUNT, request -> ArmResponse.ok(json(find(request))));
    routes.add("GET", ACCOUNT.replace("/{account}", ""), this::list);
    routes.add("GET", PROVIDER + "batchAccounts", this::list);
    routes.add("GET", PROVIDER + "locations/{location}/quotas", this::quotas);
    routes.add("GET", PROVIDER + "locations/{location}/virtualMachineSkus", this::skus);
    routes.add(
        "GET",
        PROVIDER + "locations/{location}/cloudServiceSkus",
        request -> Paging.whole(List.of()));
  }

  /**
   * The account that the address names.
   *
   * @throws ArmException 404 ResourceNotFound
   */
  BatchAccount find(ArmRequest request) {
    return Optional.ofNullable(accounts.get(id(request).key()))
        .orElseThrow(
            () ->
                ArmException.of(
                    404,
                    "ResourceNotFound",
                    "The Resource 'Microsoft.Batch/batchAccounts/"
                        + request.name("account")
                        + "' under resource group '"
                        + request.name("group")
                        + "' was not found."));
  }

  /** The account's own id, in the spelling it was declared with. */
  ResourceId id(BatchAccount account) {
    return ids.getOrDefault(account, new ResourceId(""));
  }

  private static ResourceId id(ArmRequest request) {
    return id(request.name("subscription"), request.name("group"), request.name("account"));
  }

  private static ResourceId id(BatchAccount account, String defaultSubscription) {
    String subscription = account.subscription();
    return id(
        subscription == null ? defaultSubscription : subscription,
        account.resourceGroup(),
        account.name());
  }

  private static ResourceId id(String subscription, String group, String account) {
    return new ResourceId(
        "/subscriptions/"
            + subscription
            + "/resourceGroups/"
            + group
            + "/providers/Microsoft.Batch/batchAccounts/"
            + account);
  }

  private ArmResponse list(ArmRequest request) {
    ResourceId scope = new ResourceId(request.id().text().replaceFirst("(?i)/providers/.*", ""));
    List<ObjectNode> found =
        accounts.values().stream()
            .filter(account -> id(account).isUnder(scope))
            .map(this::json)
            .toList();
    return Paging.whole(found);
  }

  private ArmResponse quotas(ArmRequest request) {
    return ArmResponse.ok(Json.object("accountQuota", MOST_ACCOUNTS));
  }

  private ArmResponse skus(ArmRequest request) {
    String location = Region.normal(request.name("location"));
    return Paging.whole(
        sizes.all().stream().filter(size -> size.offeredIn(location)).map(Accounts::sku).toList());
  }

  private static ObjectNode sku(VmSize size) {
    return Json.object(
        "name", size.name(),
        "familyName", size.family(),
        "capabilities", size.capabilitiesJson());
  }

  private ObjectNode json(BatchAccount account) {
    return Json.object(
        "id", id(account),
        "name", account.name(),
        "type", "Microsoft.Batch/batchAccounts",
        "location", account.location(),
        "identity", Json.object("type", "None"),
        "properties", properties(account));
  }

  private ObjectNode properties(BatchAccount account) {
    String endpoint = account.name() + "." + Region.normal(account.location()) + ".batch.azure.com";
    String storage = account.autoStorageAccountId();
    return Json.object(
        "accountEndpoint", endpoint,
        "provisioningState", "Succeeded",
        "poolAllocationMode", account.poolAllocationMode(),
        "publicNetworkAccess", "Enabled",
        "autoStorage", storage == null ? null : Json.object("storageAccountId", storage),
        "poolQuota", account.poolQuota(),
        "activeJobAndJobScheduleQuota", account.poolQuota(),
        "dedicatedCoreQuota", account.dedicatedCoreQuota(),
        "dedicatedCoreQuotaPerVMFamily", familyQuotas(account),
        "dedicatedCoreQuotaPerVMFamilyEnforced", account.coreQuotaPerVmFamilyEnforced(),
        "lowPriorityCoreQuota", account.lowPriorityCoreQuota(),
        "allowedAuthenticationModes", account.allowedAuthenticationModes());
  }

  private static List<ObjectNode> familyQuotas(BatchAccount account) {
    return account.coreQuotaPerVmFamily().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(quota -> Json.object("name", quota.getKey(), "coreQuota", quota.getValue()))
        .toList();
  }
}
