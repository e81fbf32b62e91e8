package io.poolwright.worker.arm;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.batch.BatchManager;
import com.azure.resourcemanager.batch.models.AuthenticationMode;
import com.azure.resourcemanager.batch.models.PoolAllocationMode;
import com.azure.resourcemanager.batch.models.ProvisioningState;
import com.azure.resourcemanager.batch.models.SkuCapability;
import com.azure.resourcemanager.batch.models.SupportedSku;
import com.azure.resourcemanager.batch.models.VirtualMachineFamilyCoreQuota;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.steps.BatchAccount;
import io.poolwright.worker.steps.Features;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.VmSize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Microsoft's SDK reads for us: accounts, and the VM sizes that Batch offers. */
final class BatchAccounts {
  private final HttpPipeline pipeline;
  private final AzureSettings settings;

  BatchAccounts(HttpPipeline pipeline, AzureSettings settings) {
    this.pipeline = pipeline;
    this.settings = settings;
  }

  BatchAccount account(ArmId id) {
    var found =
        manager(id.subscription())
            .batchAccounts()
            .getByResourceGroup(id.resourceGroup(), id.name());
    return new BatchAccount(
        ImageVersion.shortForm(found.location()),
        found.poolQuota(),
        orNone(found.dedicatedCoreQuota()),
        orNone(found.lowPriorityCoreQuota()),
        familyQuotas(found),
        PoolAllocationMode.USER_SUBSCRIPTION.equals(found.poolAllocationMode()),
        allowsEntra(found.allowedAuthenticationModes()),
        ProvisioningState.SUCCEEDED.equals(found.provisioningState()));
  }

  List<VmSize> sizes(String subscription, String region) {
    return manager(subscription).locations().listSupportedVirtualMachineSkus(region).stream()
        .flatMap(sku -> size(sku).stream())
        .toList();
  }

  /** In user subscription mode Batch has no core quota of its own and sends none. */
  private static int orNone(@Nullable Integer quota) {
    return Objects.requireNonNullElse(quota, Integer.MAX_VALUE);
  }

  private static Map<String, Integer> familyQuotas(
      com.azure.resourcemanager.batch.models.BatchAccount found) {
    if (!Boolean.TRUE.equals(found.dedicatedCoreQuotaPerVMFamilyEnforced())) {
      return Map.of();
    }
    return Stream.ofNullable(found.dedicatedCoreQuotaPerVMFamily())
        .flatMap(List::stream)
        .filter(quota -> quota.name() != null && quota.coreQuota() != null)
        .collect(
            Collectors.toMap(
                quota -> quota.name().toLowerCase(Locale.ROOT),
                VirtualMachineFamilyCoreQuota::coreQuota,
                Math::max));
  }

  private static boolean allowsEntra(@Nullable List<AuthenticationMode> modes) {
    return modes == null || modes.isEmpty() || modes.contains(AuthenticationMode.AAD);
  }

  private static Optional<VmSize> size(SupportedSku sku) {
    return capabilitiesOf(sku)
        .value("vCPUs")
        .filter(cores -> cores.matches("\\d{1,6}"))
        .map(
            cores ->
                new VmSize(
                    sku.name(),
                    Integer.parseInt(cores),
                    familyOf(sku),
                    generationsOf(sku),
                    capabilitiesOf(sku)));
  }

  /** {@code V1,V2}, where Azure says it. */
  private static Set<HyperVGeneration> generationsOf(SupportedSku sku) {
    String text =
        capabilitiesOf(sku).value("HyperVGenerations").orElse("").toUpperCase(Locale.ROOT);
    return Stream.of(HyperVGeneration.values())
        .filter(generation -> List.of(text.split("[, ]+")).contains(generation.name()))
        .collect(Collectors.toSet());
  }

  private static Features capabilitiesOf(SupportedSku sku) {
    return new Features(
        Stream.ofNullable(sku.capabilities())
            .flatMap(List::stream)
            .filter(capability -> capability.name() != null && capability.value() != null)
            .collect(
                Collectors.toMap(
                    SkuCapability::name, SkuCapability::value, (first, second) -> first)));
  }

  private static String familyOf(SupportedSku sku) {
    return Objects.requireNonNullElse(sku.familyName(), "");
  }

  private BatchManager manager(String subscription) {
    var environment =
        new AzureEnvironment(
            Map.of(
                "resourceManagerEndpointUrl", settings.armOrigin(),
                "managementEndpointUrl", settings.armOrigin()));
    return BatchManager.authenticate(
        pipeline, new AzureProfile(settings.tenant(), subscription, environment));
  }
}
