package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;

/**
 * Whatever bytes come, there is an answer that can be shown. With {@code mvn -pl contracts -P fuzz
 * test} bytes are made up for a minute; else the inputs beside this test are run, and what a minute
 * finds belongs there.
 */
class RequestFuzzTest {
  private static final int LONGEST = 2_000;

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreAnswered(byte[] body) {
    Decoded decoded = RequestCodec.decode(body);
    if (decoded instanceof Decoded.Valid valid) {
      byte[] written = RequestCodec.encode(valid.request());
      assertThat(RequestCodec.decode(written)).isEqualTo(valid);
    } else if (decoded instanceof Decoded.Invalid invalid) {
      assertThat(invalid.problems()).hasSizeBetween(1, 101);
      invalid.problems().stream()
          .flatMap(p -> Stream.of(p.pointer(), p.problem(), p.remedy()))
          .forEach(RequestFuzzTest::assertShowable);
    } else if (decoded instanceof Decoded.Unreadable unreadable) {
      assertThat(unreadable.reason()).matches("[A-Z][A-Za-z0-9]+");
      assertShowable(unreadable.description());
    }
  }

  private static void assertShowable(String text) {
    assertThat(text).hasSizeLessThan(LONGEST);
    assertThat(text.codePoints())
        .noneMatch(c -> Character.isISOControl(c) || (c >= 0xd800 && c <= 0xdfff));
  }
}
