package io.poolwright.worker.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreshCopyTest {
  @Test
  void theIdIsFreshAndTheSameEachTime() {
    assertThat(FreshCopy.id("nightly-42/1a2b3c4d", 7)).isEqualTo("nightly-42/1a2b3c4d:redrive-7");
    assertThat(FreshCopy.id("nightly-42/1a2b3c4d", 7)).isEqualTo("nightly-42/1a2b3c4d:redrive-7");
  }

  @Test
  void aCopyThatIsGivenUpInItsTurnDoesNotGrow() {
    assertThat(FreshCopy.id("nightly-42:3:redrive-7", 12)).isEqualTo("nightly-42:3:redrive-12");
  }

  @Test
  void aMessageWithoutIdGetsOne() {
    assertThat(FreshCopy.id(null, 7)).isEqualTo(":redrive-7");
  }

  @Test
  void theLongestIdsFitAndStayApart() {
    String longest = "j".repeat(128);

    assertThat(FreshCopy.id(longest, Long.MAX_VALUE))
        .hasSize(128)
        .endsWith(":redrive-9223372036854775807");
    assertThat(FreshCopy.id(longest, 1)).isNotEqualTo(FreshCopy.id(longest, 2));
  }
}
