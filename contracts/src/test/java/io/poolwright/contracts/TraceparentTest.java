package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
  private static final String ONE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String OTHER = "00-11111111111111111111111111111111-b7ad6b7169203331-00";

  @Test
  void isFoundUnderItsOwnNameFirstAndThenUnderThatOfAzuresSdks() {
    assertThat(Traceparent.in(Map.of("traceparent", ONE, "Diagnostic-Id", OTHER)))
        .contains(new Traceparent(ONE));
    assertThat(Traceparent.in(Map.of("traceparent", "x", "Diagnostic-Id", OTHER)))
        .contains(new Traceparent(OTHER));
    assertThat(Traceparent.in(Map.of("tracestate", ONE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|4bf92f35.1.",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
      })
  void whatIsNoneIsOverlookedInAMessageAndRefusedInCode(String text) {
    assertThat(Traceparent.in(Map.of("traceparent", text))).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Traceparent(text));
  }

  @Test
  void whatIsNoTextIsOverlooked() {
    assertThat(Traceparent.in(Map.of("traceparent", 7))).isEmpty();
  }
}
