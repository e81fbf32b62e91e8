package io.poolwright.localazure.servicebus.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.localazure.servicebus.queue.Content;
import io.poolwright.localazure.servicebus.queue.PlainContent;
import io.poolwright.localazure.servicebus.queue.RefusedException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFilterTest {
  private static final Content MESSAGE =
      PlainContent.of("m-1")
          .withApplicationProperties(
              Map.of("size", 10, "ratio", 0.5, "kind", "vhd image", "urgent", true, "o'k", "y"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size = 10",
        "size >= 10 AND size <= 10.0",
        "size <> 11 and not size > 10",
        "ratio < 1 OR missing = 1",
        "kind LIKE 'vhd%' AND kind LIKE '%i_age'",
        "kind NOT LIKE 'x%'",
        "size IN (1, 10) AND kind NOT IN ('a', 'b')",
        "missing IS NULL AND kind IS NOT NULL",
        "EXISTS(kind) AND NOT EXISTS(missing)",
        "sys.MessageId = 'm-1'",
        "urgent AND urgent = TRUE",
        "(size = 1 OR size = 10) AND kind = 'vhd image'",
        "[o'k] = 'y'",
        "size > -1"
      })
  void whatIsTrueMatches(String sql) {
    assertThat(SqlFilter.parse(sql).matches(MESSAGE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size = 11",
        "missing = 1",
        "NOT missing = 1",
        "missing <> 1",
        "missing NOT IN (1)",
        "size = '10'",
        "kind = 'VHD IMAGE'",
        "size = 10 AND missing = 1",
        "sys.Label = 'x'"
      })
  void whatIsFalseOrUnknownDoesNot(String sql) {
    assertThat(SqlFilter.parse(sql).matches(MESSAGE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "size >", "size = = 1", "size = 1 size", "(size = 1", "sys.Odd = 1", "a ; b"})
  void whatCannotBeReadIsRefused(String sql) {
    assertThatThrownBy(() -> SqlFilter.parse(sql)).isInstanceOf(RefusedException.class);
  }
}
