package io.poolwright.worker.config;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set. {@code docs/configuration.md} lists it for operators.
 *
 * @param name of this worker, the CloudEvents {@code source} of what it tells
 */
public record Settings(
    String name,
    Bus serviceBus,
    Storage storage,
    Arm arm,
    Secrets secrets,
    Engine engine,
    Breaker breaker) {

  /**
   * Service Bus: by connection string or by namespace and identity.
   *
   * @param connectionString a secret; null if {@code fullyQualifiedNamespace} is given
   * @param concurrency how many messages of each queue are worked on at once
   * @param lockDuration of both queues, as they were declared; it cannot be asked for
   */
  public record Bus(
      @Nullable Secret connectionString,
      @Nullable String fullyQualifiedNamespace,
      String requestQueue,
      String wakeupQueue,
      String eventTopic,
      int concurrency,
      Duration lockDuration) {}

  /**
   * Blobs.
   *
   * @param jobs the container of job documents
   * @param staging a container of VHD copies for each gallery region
   * @param accountKeys by account name; only for local runs, elsewhere the identity is used
   * @param sources where they may lie
   * @param requestsPerBlob ranges in flight to one blob
   * @param requestsInAll ranges in flight to all of them
   */
  public record Storage(
      URI jobs,
      List<Staging> staging,
      Map<String, Secret> accountKeys,
      Sources sources,
      int requestsPerBlob,
      int requestsInAll) {
    /**
     * Where sources may lie; an empty list allows all.
     *
     * @param hosts with or without a port, or suffixes that begin with a dot
     * @param accounts names of storage accounts
     */
    public record Sources(List<String> schemes, List<String> hosts, List<String> accounts) {}

    /**
     * A container of VHD copies, in the storage account {@code account} of {@code region}.
     *
     * @param inPlace whether a VHD that lies in this account already is used where it lies
     */
    public record Staging(String region, URI container, ArmId account, boolean inPlace) {}
  }

  /**
   * Azure Resource Manager.
   *
   * @param authentication {@code default} for azure-identity's chain; {@code none} only on loopback
   * @param subscriptions that requests may touch; empty allows all
   * @param resourceGroups likewise, {@code group} or {@code subscription/group}
   */
  public record Arm(
      URI endpoint,
      String authentication,
      List<String> subscriptions,
      List<String> resourceGroups,
      String batchApiVersion,
      String galleryApiVersion) {}

  /**
   * What opens sources.
   *
   * @param key 32 bytes with which a SAS is sealed in stored documents; null if requests may carry
   *     none
   * @param vaults whose secrets requests may name, without a slash behind; empty allows none
   */
  public record Secrets(@Nullable Secret key, List<URI> vaults) {}

  /** The pace of the engine; see {@code Policies} and {@code Pace}. */
  public record Engine(
      Duration defaultDeadline,
      Duration slice,
      Duration callTimeout,
      Duration pollFloor,
      Duration pollCeiling,
      Duration backoffFirst,
      Duration backoffCap,
      int maxAttempts,
      Duration quotaPause,
      Duration secondSweepAfter) {}

  /**
   * When a dependency is left alone.
   *
   * @param failureRate percent of failed calls that opens a breaker
   * @param window how many of the last calls are judged
   * @param minimumCalls before which none is judged
   * @param pause how long it stays open
   * @param trial calls that are let through to see whether it is over
   */
  public record Breaker(int failureRate, int window, int minimumCalls, Duration pause, int trial) {}

  /**
   * Reads the settings.
   *
   * @param file YAML, or null for none
   * @param environment variables named {@code POOLWRIGHT_…} go before the file
   * @throws SettingsException with every problem at once
   */
  public static Settings load(@Nullable Path file, Map<String, String> environment) {
    return new SettingsReader(SettingValues.read(file, environment)).read();
  }

  /** The environment variables that are understood. */
  public static List<String> environmentNames() {
    var values = SettingValues.read(null, Map.of());
    new SettingsReader(values).readAll();
    return values.environmentNames();
  }
}
