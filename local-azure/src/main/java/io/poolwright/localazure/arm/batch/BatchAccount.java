package io.poolwright.localazure.arm.batch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A declared Batch account.
 *
 * @param subscription absent: the first declared subscription
 * @param poolAllocationMode BatchService (default) or UserSubscription
 * @param poolQuota default 100
 * @param dedicatedCoreQuota default 1000
 * @param lowPriorityCoreQuota default 1000
 * @param coreQuotaPerVmFamily by family name; a family that is not listed has no quota of its own
 * @param coreQuotaPerVmFamilyEnforced default true
 * @param allowedAuthenticationModes default AAD, SharedKey, TaskAuthenticationToken
 * @param autoStorageAccountId or null
 */
public record BatchAccount(
    @Nullable String subscription,
    String resourceGroup,
    String name,
    String location,
    String poolAllocationMode,
    Integer poolQuota,
    Integer dedicatedCoreQuota,
    Integer lowPriorityCoreQuota,
    Map<String, Integer> coreQuotaPerVmFamily,
    Boolean coreQuotaPerVmFamilyEnforced,
    List<String> allowedAuthenticationModes,
    @Nullable String autoStorageAccountId) {
  private static final int DEFAULT_POOLS = 100;
  private static final int DEFAULT_CORES = 1000;

  public BatchAccount(
      @Nullable String subscription,
      String resourceGroup,
      String name,
      String location,
      @Nullable String poolAllocationMode,
      @Nullable Integer poolQuota,
      @Nullable Integer dedicatedCoreQuota,
      @Nullable Integer lowPriorityCoreQuota,
      @Nullable Map<String, Integer> coreQuotaPerVmFamily,
      @Nullable Boolean coreQuotaPerVmFamilyEnforced,
      @Nullable List<String> allowedAuthenticationModes,
      @Nullable String autoStorageAccountId) {
    this.subscription = subscription;
    this.resourceGroup = resourceGroup;
    this.name = name;
    this.location = location;
    this.poolAllocationMode = poolAllocationMode == null ? "BatchService" : poolAllocationMode;
    this.poolQuota = poolQuota == null ? DEFAULT_POOLS : poolQuota;
    this.dedicatedCoreQuota = dedicatedCoreQuota == null ? DEFAULT_CORES : dedicatedCoreQuota;
    this.lowPriorityCoreQuota = lowPriorityCoreQuota == null ? DEFAULT_CORES : lowPriorityCoreQuota;
    this.coreQuotaPerVmFamily =
        coreQuotaPerVmFamily == null ? Map.of() : Map.copyOf(coreQuotaPerVmFamily);
    this.coreQuotaPerVmFamilyEnforced =
        coreQuotaPerVmFamilyEnforced == null || coreQuotaPerVmFamilyEnforced;
    this.allowedAuthenticationModes =
        allowedAuthenticationModes == null
            ? List.of("AAD", "SharedKey", "TaskAuthenticationToken")
            : List.copyOf(allowedAuthenticationModes);
    this.autoStorageAccountId = autoStorageAccountId;
  }
}
