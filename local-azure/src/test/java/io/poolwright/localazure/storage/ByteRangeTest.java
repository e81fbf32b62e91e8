package io.poolwright.localazure.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @Test
  void aHeaderNamesBothEnds() {
    assertThat(ByteRange.parse("bytes=512-1023"))
        .hasValueSatisfying(
            range -> {
              assertThat(range.length()).isEqualTo(512);
              assertThat(range.isAligned()).isTrue();
              assertThat(range.header()).isEqualTo("bytes=512-1023");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bytes=0-", "bytes=-5", "bytes=5-4", "0-511", "bytes=0-9,20-29"})
  void whatIsNoClosedRangeIsNone(String header) {
    assertThat(ByteRange.parse(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1-512", "bytes=0-510", "bytes=0-512"})
  void endsInsideAPageAreNotAligned(String header) {
    assertThat(ByteRange.parse(header))
        .hasValueSatisfying(r -> assertThat(r.isAligned()).isFalse());
  }
}
