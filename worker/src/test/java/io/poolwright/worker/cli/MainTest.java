package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;

  @Test
  void withoutACommandThereIsHelp() {
    assertThat(run("")).isZero();
    assertThat(text(out))
        .contains("Usage: poolwright", "demo", "local", "submit", "worker")
        .contains("dead-letters", "redrive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dance",
        "submit",
        "cancel ../x",
        "demo --vhd no-such-file",
        "show ../x",
        "jobs --state fine",
        "jobs --since yore",
        "jobs --limit 0",
        "dead-letters --queue events",
        "dead-letters --output yaml",
        "redrive",
        "redrive --all --id x",
        "redrive --id",
        "redrive --reason NotJson --edit -",
        "redrive --id x --edit no-such-file"
      })
  void wrongArgumentsEndWithTwo(String line) {
    assertThat(run("", line.split(" "))).isEqualTo(2);
    assertThat(text(err)).isNotBlank();
  }

  @Test
  void aWrongRequestIsListedAndNotSent() {
    assertThat(run("{\"type\":\"io.poolwright.provision.v1\",\"jobId\":\"j\"}", "submit", "-"))
        .isEqualTo(2);
    assertThat(text(err)).contains("was not sent", "/image", "/pool", "→");
  }

  @Test
  void whatIsNoRequestIsNotSent() {
    assertThat(run("no JSON", "submit", "-")).isEqualTo(2);
    assertThat(text(err)).contains("NotJson");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cancel some-job", "jobs", "show some-job", "dead-letters", "redrive --all"})
  void whereNothingRunsTheCommandSaysHowToStartSomething(String line) {
    assertThat(run("", line.split(" "))).isEqualTo(3);
    assertThat(text(err)).contains("poolwright local", "POOLWRIGHT_", "--config");
  }

  @Test
  void theWorkerListsEverythingThatIsWrongWithItsSettings() {
    assertThat(run("", "worker")).isEqualTo(2);
    assertThat(text(err))
        .contains("serviceBus.connectionString", "storage.jobs", "storage.staging");
  }

  private int run(String input, String... arguments) {
    var screen = new Screen(stream(out), stream(err), 0, false);
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var place = new Home(home, home.resolve("absent.jar"));
    return Main.run(new Context(screen, in, place, Map.of(), InstantSource.system()), arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
