package io.poolwright.localazure.servicebus.filter;

import io.poolwright.localazure.servicebus.queue.Content;
import io.poolwright.localazure.servicebus.queue.Filter;

/**
 * Takes messages a SQL-like condition is true for; unknown (a missing property) is not true.
 *
 * @param sql as it was given
 */
public record SqlFilter(String sql, Condition condition) implements Filter {

  /**
   * Reads a condition.
   *
   * @throws io.poolwright.localazure.servicebus.queue.RefusedException if it is not understood; the
   *     text says where
   */
  public static SqlFilter parse(String sql) {
    return new SqlFilter(sql, new SqlParser(sql).parse());
  }

  @Override
  public boolean matches(Content content) {
    return Boolean.TRUE.equals(condition.test(content));
  }
}
