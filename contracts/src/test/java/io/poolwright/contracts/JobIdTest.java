package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "team-a.nightly_42", "A..b--c"})
  void isTaken(String text) {
    assertThat(new JobId(text)).hasToString(text);
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void isRefusedWithoutBeingRepeated(String text) {
    assertThat(JobId.isValid(text)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobId(text))
        .withMessage("not a job id: it must match " + JobId.PATTERN);
  }

  static Stream<String> badIds() {
    return Stream.of(
        "",
        " ",
        ".",
        "..",
        "../x",
        "-a",
        "_a",
        "a/b",
        "a\\b",
        "a b",
        "a\n",
        "\u001b[31m",
        "a\u0000",
        "\u00e9",
        "a:b",
        "a".repeat(101));
  }
}
