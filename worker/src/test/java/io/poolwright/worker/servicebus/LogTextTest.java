package io.poolwright.worker.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(LogText.of("nightly-42:7 größer 😀")).isEqualTo("nightly-42:7 größer 😀");
  }

  @Test
  void nothingThatMovesTheCursorOrTheDirectionPasses() {
    assertThat(LogText.of("a\r\nERROR\u001b[2J\u0000\u202e\u2028\ud800b"))
        .isEqualTo("a??ERROR?[2J????b");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(LogText.of("x".repeat(10_000))).hasSize(128);
  }

  @Test
  void noTextIsADash() {
    assertThat(LogText.of(null)).isEqualTo("-");
  }
}
