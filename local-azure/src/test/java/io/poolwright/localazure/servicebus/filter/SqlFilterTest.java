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
              Map.of(
                  "size",
                  10,
                  "ratio",
                  0.5,
                  "nan",
                  Double.NaN,
                  "kind",
                  "vhd image",
                  "rate",
                  "50% off",
                  "urgent",
                  true,
                  "o'k",
                  "y",
                  "a]b",
                  "z",
                  "cloudEvents:type",
                  "done"));

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
        "size > -1",
        "SIZE = 10 AND Kind LIKE 'vhd%'",
        "user.size = 10",
        "[cloudEvents:type] = 'done' AND \"cloudEvents:type\" IN ('done')",
        "[a]]b] = 'z'",
        "sys.messageid = 'm-1' AND sys.MESSAGEID LIKE 'm-_'",
        "sys.CorrelationId IS NULL",
        "rate LIKE '50!% off' ESCAPE '!' AND rate NOT LIKE '5!%%' ESCAPE '!'",
        "size + 1 = 11 AND size - 1 = 9 AND size-1=9",
        "size * 2 + 1 = 21 AND 1 + size * 2 = 21",
        "size / 3 = 3 AND size % 3 = 1 AND -size < 0 AND ratio * 2 = 1",
        "size / 4.0 = 2.5",
        "size IN (5 * 2, 7)",
        "property('size') = 10 AND p('kind') = 'vhd image'",
        "size = 10 OR missing = 1 AND size = 11",
        "NOT size = 11 AND size = 10",
        "size = 10.0 AND size = 1e1"
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
        "sys.Label = 'x'",
        "sys.Label <> 'x'",
        "size = NULL",
        "size <> NULL",
        "missing + 1 > 0",
        "kind + 1 > 0",
        "size / 0 = 0 OR size % 0 = 0",
        "size <> '10'",
        "urgent = 'TRUE'",
        "missing LIKE '%'",
        "missing NOT LIKE '%'",
        "nan = nan OR nan <> 1 OR nan > 0",
        "size = 10 AND NOT (missing = 1 OR size = 10)",
        "p(size) = 10"
      })
  void whatIsFalseOrUnknownDoesNot(String sql) {
    assertThat(SqlFilter.parse(sql).matches(MESSAGE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "size >",
        "size = = 1",
        "size = 1 size",
        "(size = 1",
        "sys.Odd = 1",
        "odd.size = 1",
        "a ; b",
        "size = - ",
        "size = -'x",
        "kind LIKE 5",
        "kind LIKE 'a' ESCAPE ''",
        "kind LIKE 'a' ESCAPE 'xy'",
        "size IN ()",
        "size NOT = 1",
        "EXISTS(1)",
        "[unclosed = 1"
      })
  void whatCannotBeReadIsRefused(String sql) {
    assertThatThrownBy(() -> SqlFilter.parse(sql)).isInstanceOf(RefusedException.class);
  }
}
