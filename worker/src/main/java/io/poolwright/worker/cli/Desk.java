package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.app.Inventory;
import io.poolwright.worker.app.Records;
import io.poolwright.worker.app.Uploads;
import io.poolwright.worker.blob.JobRecords;
import io.poolwright.worker.blob.PageUpload;
import io.poolwright.worker.config.DeskSettings;
import io.poolwright.worker.config.Settings;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.steps.Arm;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a command finds queues and jobs: as the settings say, or else in what runs on this machine.
 * Never half here and half there.
 */
final class Desk {
  private static final String HOW =
      " Start one here with: poolwright local. Or set %s, or give a worker's settings with --config.";

  private static final String PREFIX = "POOLWRIGHT_";

  private final Context context;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The settings of the workers. Without it: POOLWRIGHT_… variables, or else what"
              + " 'poolwright local' runs here.")
  private @Nullable Path config;

  private Optional<LocalEnvironment> used = Optional.empty();

  Desk(Context context) {
    this.context = context;
  }

  /** The queues. */
  BusAddress bus() {
    return Optional.ofNullable(settings().bus())
        .map(BusAddress::of)
        .orElseThrow(
            () ->
                nothingSays(
                    "which Service Bus to use",
                    "POOLWRIGHT_SERVICE_BUS_CONNECTION_STRING or"
                        + " POOLWRIGHT_SERVICE_BUS_FULLY_QUALIFIED_NAMESPACE"));
  }

  /** The job documents. */
  JobRecords records() {
    return recordsIfAny()
        .orElseThrow(() -> nothingSays("where the jobs are kept", "POOLWRIGHT_STORAGE_JOBS"));
  }

  /** The job documents, if anything says where they are. */
  Optional<JobRecords> recordsIfAny() {
    DeskSettings settings = settings();
    URI jobs = settings.jobs();
    return jobs == null ? Optional.empty() : Optional.of(Records.open(jobs, settings));
  }

  /** ARM, as a worker with these settings would ask it. */
  Arm arm() {
    return Inventory.arm(settings());
  }

  /** A page blob to send a file to. */
  PageUpload upload(URI blob) {
    try {
      return Uploads.open(blob, settings(), context.clock());
    } catch (IllegalArgumentException e) {
      throw CommandFailed.wrong("Nothing can be sent to that URL: " + e.getMessage() + ".");
    }
  }

  /**
   * A job, as far as can be seen from here.
   *
   * @param required whether it is an error if the documents cannot be reached; otherwise nothing is
   *     seen then
   */
  Optional<Job> find(JobId id, boolean required) {
    if (required) {
      return records().find(id);
    }
    try {
      return recordsIfAny().flatMap(records -> records.find(id));
    } catch (CallFailed e) {
      return Optional.empty();
    }
  }

  /** Links for people, where the resources are Azure's own. */
  Portal portal() {
    return Portal.of(settings().arm().endpoint());
  }

  private DeskSettings settings() {
    return DeskSettings.load(config, variables());
  }

  /** All that a worker needs. */
  Settings ofWorker() {
    return Settings.load(config, variables());
  }

  private Map<String, String> variables() {
    used = here();
    return used.map(WorkerEnvironment::of).orElse(context.environment());
  }

  /** What runs here, if nothing else was given. */
  Optional<LocalEnvironment> here() {
    boolean given =
        config != null
            || context.environment().keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
    return given ? Optional.empty() : LocalEnvironment.find(context.home().localFile());
  }

  /**
   * Nothing comes back of itself if it ran here and was ended.
   *
   * @throws CommandFailed if so
   */
  void requireStillThere() {
    if (used.isPresent() && here().isEmpty()) {
      throw CommandFailed.unreachable("'poolwright local' has ended, and with it all that it ran.");
    }
  }

  private static CommandFailed nothingSays(String what, String variables) {
    return CommandFailed.unreachable("Nothing says " + what + "." + HOW.formatted(variables));
  }
}
