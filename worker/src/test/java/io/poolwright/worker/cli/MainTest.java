package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir private Path home;

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
        "redrive --id x --edit no-such-file",
        "init --job ../x",
        "init --os BeOS",
        "schema jobs",
        "completion fish"
      })
  void wrongArgumentsEndWithTwo(String line) {
    Typed typed = run("", line.split(" "));
    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).startsWith("poolwright: ");
    assertThat(typed.err().lines()).as("lines").hasSizeLessThan(6);
  }

  @ParameterizedTest
  @CsvSource({
    "sumbit,        There is no command \"sumbit\". Did you mean \"submit\"?",
    "canel x,       There is no command \"canel\". Did you mean \"cancel\"?",
    "dead,          There is no command \"dead\". Did you mean \"dead-letters\"?",
    "frobnicate,    There is no command \"frobnicate\".",
    "--versoin,     There is no option \"--versoin\". Did you mean \"--version\"?",
    "jobs --limt 3, There is no option \"--limt\". Did you mean \"--limit\"?",
    "jobs --st=x,   There is no option \"--st=x\". Did you mean \"--state\"?",
    "cancel a b,    \"b\" is one argument too many."
  })
  void aSlipIsAnsweredWithWhatWasProbablyMeant(String line, String answer) {
    Typed typed = run("", line.split(" "));
    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err().lines()).first().isEqualTo("poolwright: " + answer);
    assertThat(typed.err().lines()).last().asString().endsWith("--help");
  }

  @ParameterizedTest
  @CsvSource({"no-such.yaml, There is no file", ".., is a directory"})
  void whyAFileCannotBeReadIsSaid(String file, String why) {
    for (String command : new String[] {"submit", "plan"}) {
      Typed typed = run("", command, file);
      assertThat(typed.exit()).isEqualTo(2);
      assertThat(typed.err()).contains(why, file);
    }
  }

  @Test
  void aWrongRequestIsListedAndNotSent() {
    Typed typed = run("{\"type\":\"io.poolwright.provision.v1\",\"jobId\":\"j\"}", "submit", "-");
    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).contains("was not sent", "/image", "/pool", "→");
  }

  @Test
  void whatIsNoRequestIsNotSent() {
    Typed typed = run("no request", "submit", "-");
    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).contains("NotAnObject");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cancel some-job", "jobs", "show some-job", "dead-letters", "redrive --all"})
  void whereNothingRunsTheCommandSaysHowToStartSomething(String line) {
    Typed typed = run("", line.split(" "));
    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err()).contains("poolwright local", "POOLWRIGHT_", "--config");
  }

  @Test
  void theWorkerListsEverythingThatIsWrongWithItsSettings() {
    Typed typed = run("", "worker");
    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err())
        .contains("serviceBus.connectionString", "storage.jobs", "storage.staging");
  }

  private Typed run(String input, String... words) {
    return Typed.words(home, input, false, words);
  }
}
