package io.poolwright.worker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real bash, which has read the script, offers at the end of a line. */
class CompletionCommandTest {
  @TempDir private Path home;

  /** What it offers for the last of these words, which was begun and may be empty. */
  private List<String> offered(String... words) throws IOException, InterruptedException {
    Path script = home.resolve("completion.bash");
    Files.writeString(script, Typed.words(home, "completion", "bash").out());
    String line = Stream.of(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    String press =
        """
        source completion.bash
        COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="${COMP_WORDS[*]}"
        complete -p poolwright >&2
        _complete_poolwright
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(line);
    Process bash =
        new ProcessBuilder("bash", "--norc", "-c", press)
            .directory(home.toFile())
            .redirectError(home.resolve("err").toFile())
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(Files.readString(home.resolve("err"))).isZero();
    assertThat(home.resolve("err")).content().contains("-F _complete_poolwright");
    return said.lines().map(String::strip).toList();
  }

  @Test
  void commandsAreCompleted() throws IOException, InterruptedException {
    assertThat(offered("poolwright", "su")).containsExactly("submit");
    assertThat(offered("poolwright", "")).contains("jobs", "dead-letters", "schema");
  }

  @Test
  void optionsAndTheirValuesAreCompleted() throws IOException, InterruptedException {
    assertThat(offered("poolwright", "submit", "--w")).containsExactly("--watch");
    assertThat(offered("poolwright", "jobs", "--state", "succ")).containsExactly("succeeded");
    assertThat(offered("poolwright", "jobs", "--output", "")).containsExactly("table", "json");
    assertThat(offered("poolwright", "schema", "ev")).containsExactly("event");
  }

  @Test
  void filesAreCompleted() throws IOException, InterruptedException {
    Files.writeString(home.resolve("request.yaml"), "");
    assertThat(offered("poolwright", "submit", "req")).containsExactly("request.yaml");
    assertThat(offered("poolwright", "plan", "--output", "json", "req"))
        .containsExactly("request.yaml");
    assertThat(offered("poolwright", "worker", "--config", "req")).containsExactly("request.yaml");
  }
}
