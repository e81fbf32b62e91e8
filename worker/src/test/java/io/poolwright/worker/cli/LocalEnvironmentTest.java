package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.worker.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEnvironmentTest {
  /** No process has this id: Linux and macOS stop well below. */
  private static final long NOBODY = Integer.MAX_VALUE;

  @TempDir private Path directory;

  @Test
  void othersFindWhatRuns() throws IOException {
    Path file = directory.resolve("state/local.json");
    LocalEnvironment local = local(ProcessHandle.current().pid());
    local.save(file);
    assertThat(LocalEnvironment.find(file)).contains(local);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatWasKilledDoesNotRun() throws IOException {
    Path file = directory.resolve("local.json");
    local(NOBODY).save(file);
    assertThat(LocalEnvironment.find(file)).isEmpty();
  }

  @Test
  void theVariablesForAWorkerAreSettingsThatItUnderstands() {
    var variables = WorkerEnvironment.of(local(1));
    assertThat(Settings.environmentNames()).containsAll(variables.keySet());
    Settings settings = Settings.load(null, variables);
    assertThat(settings.storage().sources().hosts()).containsExactly("127.0.0.1:10000");
    assertThat(settings.secrets().vaults()).containsExactly(URI.create("http://127.0.0.1:10300"));
    assertThat(settings.storage().staging().get(0).container())
        .hasToString("http://127.0.0.1:10000/poolwrightlocal/images");
  }

  private static LocalEnvironment local(long pid) {
    return new LocalEnvironment(
        "Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=x;SharedAccessKey=y",
        "http://127.0.0.1:10000/poolwrightlocal",
        "http://127.0.0.1:10080",
        "http://127.0.0.1:10300",
        "poolwrightlocal",
        "a2V5",
        "00000000-0000-4000-8000-000000000001",
        "/batch",
        "/image",
        LocalNames.REQUEST_QUEUE,
        LocalNames.EVENT_TOPIC,
        LocalNames.ALL,
        null,
        null,
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        pid);
  }
}
