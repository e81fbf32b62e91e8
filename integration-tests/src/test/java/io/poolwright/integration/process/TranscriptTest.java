package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {
  private static final Transcript.Exchange JOBS =
      new Transcript.Exchange(
          "jobs", List.of("JOB   TOOK", "a-1   2.5 s   vhds/….vhd", "  …", "There are more."));

  private static boolean matches(String said) {
    return JOBS.pattern().matcher(Transcript.plain(said)).matches();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JOB   TOOK\na-1   2.5 s   vhds/x.vhd\nThere are more.",
        "JOB    TOOK\na-1   13.25 s   vhds/y z.vhd\nmore\n\nmore\nThere are more.\n"
      })
  void numbersGapsAndWhatWasLeftOutMayDiffer(String said) {
    assertThat(matches(said)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "JOB   TOOK\na-1   2.5 min   vhds/x.vhd\nThere are more.",
        "JOB   TOOK\na-1   2.5 s   vhds/.vhd\nThere are more.",
        "JOB   TOOK\nThere are more.",
        "JOB   TOOK   POOL\na-1   2.5 s   vhds/x.vhd\nThere are more.",
        "JOB   TOOK\na-1   2.5 s   vhds/x.vhd\nThere are more.\nAnd more."
      })
  void anotherShapeIsNoticed(String said) {
    assertThat(matches(said)).isFalse();
  }

  @Test
  void onlyConsolesOfThePageAreRead(@TempDir Path directory) throws IOException {
    Path page =
        Files.writeString(
            directory.resolve("page.md"),
            "$ no\n```console\n$ one\n1\n$ two\n```\ntext\n```json\n$ no\n```\n");
    assertThat(Transcript.of(page).exchanges())
        .containsExactly(
            new Transcript.Exchange("one", List.of("1")),
            new Transcript.Exchange("two", List.of()));
  }
}
