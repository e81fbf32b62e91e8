package io.poolwright.worker.config;

import io.poolwright.contracts.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The few of a worker's settings that somebody needs who sends requests and looks at jobs.
 *
 * @param bus null if nothing says which
 * @param jobs the container of job documents, or null if nothing says which
 * @param accountKeys by account name, as in {@link Settings.Storage}
 */
public record DeskSettings(
    Settings.@Nullable Bus bus,
    @Nullable URI jobs,
    Map<String, Secret> accountKeys,
    Settings.Arm arm) {

  /**
   * Reads them, and minds no others: a worker's whole file will do, and so will two variables.
   *
   * @param file YAML, or null for none
   * @param environment variables named {@code POOLWRIGHT_…} go before the file
   * @throws SettingsException with every problem at once
   */
  public static DeskSettings load(@Nullable Path file, Map<String, String> environment) {
    var values = SettingValues.read(file, environment);
    var reader = new SettingsReader(values);
    boolean bus =
        values.isGiven("serviceBus.connectionString")
            || values.isGiven("serviceBus.fullyQualifiedNamespace");
    var desk =
        new DeskSettings(
            bus ? reader.bus() : null,
            values
                .optional("storage.jobs", "the URL of a container", SettingsReader::containerUrl)
                .orElse(null),
            reader.accountKeys(),
            reader.arm());
    values.throwProblems();
    return desk;
  }
}
