package io.poolwright.worker.arm;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.batch.BatchManager;
import com.azure.resourcemanager.batch.models.AuthenticationMode;
import com.azure.resourcemanager.batch.models.ProvisioningState;
import com.azure.resourcemanager.batch.models.SkuCapability;
import com.azure.resourcemanager.batch.models.SupportedSku;
import io.poolwright.contracts.ArmId;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.steps.BatchAccount;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.VmSize;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  private static boolean allowsEntra(@Nullable List<AuthenticationMode> modes) {
    return modes == null || modes.isEmpty() || modes.contains(AuthenticationMode.AAD);
  }

  private static Optional<VmSize> size(SupportedSku sku) {
    return Stream.ofNullable(sku.capabilities())
        .flatMap(List::stream)
        .filter(capability -> "vCPUs".equalsIgnoreCase(capability.name()))
        .map(SkuCapability::value)
        .filter(cores -> cores != null && cores.matches("\\d{1,6}"))
        .map(cores -> new VmSize(sku.name(), Integer.parseInt(cores), familyOf(sku)))
        .findFirst();
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
