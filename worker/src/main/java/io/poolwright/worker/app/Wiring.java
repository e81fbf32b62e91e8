package io.poolwright.worker.app;

import com.azure.core.credential.TokenCredential;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.azure.VaultPipeline;
import io.poolwright.worker.blob.StorageAccount;
import io.poolwright.worker.blob.StorageSettings;
import io.poolwright.worker.blob.StoreClock;
import io.poolwright.worker.config.Settings;
import io.poolwright.worker.engine.Pace;
import io.poolwright.worker.job.Backoff;
import io.poolwright.worker.job.Policies;
import io.poolwright.worker.job.Polling;
import io.poolwright.worker.keyvault.KeyVaultSecrets;
import io.poolwright.worker.resilience.BreakerSettings;
import io.poolwright.worker.servicebus.PumpLimits;
import io.poolwright.worker.servicebus.ServiceBusSettings;
import io.poolwright.worker.steps.AllowList;
import io.poolwright.worker.steps.Premises;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each room needs of the settings, in its own terms. */
record Wiring(Settings settings) {
  /** A clock that starts with the machine's. */
  static StoreClock newClock() {
    return new StoreClock(Clock.systemUTC().instant(), System::nanoTime);
  }

  AzureSettings azure() {
    return azure(settings.arm());
  }

  static AzureSettings azure(Settings.Arm arm) {
    boolean none = arm.authentication().equals("none");
    return new AzureSettings(
        arm.endpoint(),
        null,
        none ? AzureSettings.Authentication.NONE : AzureSettings.Authentication.DEFAULT,
        arm.batchApiVersion(),
        arm.galleryApiVersion(),
        AzureSettings.Timeouts.DEFAULT);
  }

  BreakerSettings breaker() {
    Settings.Breaker breaker = settings.breaker();
    return new BreakerSettings(
        breaker.failureRate(),
        breaker.window(),
        breaker.minimumCalls(),
        breaker.pause(),
        breaker.trial());
  }

  ServiceBusSettings serviceBus() {
    Settings.Bus bus = settings.serviceBus();
    PumpLimits preset = PumpLimits.DEFAULT;
    var limits =
        new PumpLimits(
            bus.concurrency(),
            bus.lockDuration(),
            preset.maxLockRenewal(),
            preset.silenceLimit(),
            preset.drainTimeout(),
            preset.abandonPause());
    return new ServiceBusSettings(
        bus.connectionString(),
        bus.fullyQualifiedNamespace(),
        bus.requestQueue(),
        bus.wakeupQueue(),
        bus.eventTopic(),
        limits);
  }

  StorageSettings storage(Optional<TokenCredential> identity) {
    Settings.Storage storage = settings.storage();
    var endpoints = new LinkedHashSet<URI>();
    endpoints.add(endpointOf(storage.jobs()));
    storage.staging().forEach(staging -> endpoints.add(endpointOf(staging.container())));
    List<StorageAccount> accounts =
        endpoints.stream()
            .map(endpoint -> account(endpoint, storage.accountKeys(), identity))
            .toList();
    StorageSettings.Copying preset = StorageSettings.Copying.DEFAULT;
    var copying =
        new StorageSettings.Copying(
            storage.requestsPerBlob(),
            storage.requestsInAll(),
            preset.tries(),
            preset.firstPause(),
            preset.lease());
    return new StorageSettings(storage.jobs(), "", accounts, identity.orElse(null), copying);
  }

  /** What opens a storage account: its key, if the settings have one, else the identity. */
  static StorageAccount account(
      URI endpoint, Map<String, Secret> keys, Optional<TokenCredential> identity) {
    String path = endpoint.getPath().replace("/", "");
    String name = path.isEmpty() ? endpoint.getHost().split("\\.", 2)[0] : path;
    Secret key = keys.get(name);
    if (key != null) {
      return new StorageAccount(endpoint, new StorageAccount.Credential.Key(key));
    }
    return identity
        .map(token -> new StorageAccount(endpoint, new StorageAccount.Credential.Identity(token)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "storage.accountKeys has no key of "
                        + name
                        + ", and arm.authentication \"none\" brings no identity"));
  }

  /** Everything before the container's name. */
  static URI endpointOf(URI container) {
    String text = container.toString();
    return URI.create(text.substring(0, text.lastIndexOf('/')));
  }

  Premises premises() {
    Settings.Storage storage = settings.storage();
    List<Premises.Staging> stagings =
        storage.staging().stream()
            .map(s -> new Premises.Staging(s.region(), s.container(), s.account(), s.inPlace()))
            .toList();
    var allowed =
        new AllowList(
            storage.sources().schemes(),
            storage.sources().hosts(),
            storage.sources().accounts(),
            settings.arm().subscriptions(),
            settings.arm().resourceGroups(),
            settings.secrets().vaults());
    return new Premises(stagings, allowed, settings.secrets().key() != null);
  }

  KeyVaultSecrets keyVault(Optional<TokenCredential> identity, Clock clock) {
    return new KeyVaultSecrets(
        settings.secrets().vaults(),
        vault -> VaultPipeline.build(vault, azure().timeouts(), identity),
        clock);
  }

  Policies policies() {
    Settings.Engine engine = settings.engine();
    var backoff = new Backoff(engine.backoffFirst(), 2, engine.backoffCap(), engine.maxAttempts());
    var polling = new Polling(engine.pollFloor(), engine.pollCeiling());
    return new Policies(backoff, polling, engine.quotaPause(), engine.secondSweepAfter());
  }

  Pace pace() {
    Duration slice = settings.engine().slice();
    return new Pace(settings.engine().defaultDeadline(), slice, settings.engine().callTimeout());
  }
}
