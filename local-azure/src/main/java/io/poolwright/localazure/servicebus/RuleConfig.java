package io.poolwright.localazure.servicebus;

import io.poolwright.localazure.servicebus.filter.CorrelationFilter;
import io.poolwright.localazure.servicebus.filter.SqlFilter;
import io.poolwright.localazure.servicebus.filter.TrueFilter;
import io.poolwright.localazure.servicebus.queue.Filter;
import io.poolwright.localazure.servicebus.queue.Rule;
import io.poolwright.localazure.servicebus.queue.SystemProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's rule: a SQL filter, a correlation filter, or (with neither) everything.
 *
 * @param sql such as {@code sys.Label = 'done' AND attempts > 3}
 * @param correlation system properties that must be equal
 * @param properties application properties that must be equal, part of the correlation filter
 */
public record RuleConfig(
    String name,
    @Nullable String sql,
    @Nullable SystemProperties correlation,
    @Nullable Map<String, Object> properties) {

  public RuleConfig {
    Checks.require(name != null && !name.isBlank(), "rules.name", "given", name);
    Checks.require(
        sql == null || (correlation == null && properties == null),
        "rules." + name,
        "either a sql or a correlation filter",
        "both");
    properties = properties == null ? null : Map.copyOf(properties);
  }

  static RuleConfig everything() {
    return new RuleConfig("$Default", null, null, null);
  }

  Rule rule() {
    return new Rule(name, filter());
  }

  private Filter filter() {
    if (sql != null) {
      return SqlFilter.parse(sql);
    } else if (correlation != null || properties != null) {
      return new CorrelationFilter(
          correlation == null ? SystemProperties.none() : correlation,
          properties == null ? Map.of() : properties);
    }
    return TrueFilter.INSTANCE;
  }
}
