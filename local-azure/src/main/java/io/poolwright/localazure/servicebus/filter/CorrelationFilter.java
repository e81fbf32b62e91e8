package io.poolwright.localazure.servicebus.filter;

import io.poolwright.localazure.servicebus.queue.Content;
import io.poolwright.localazure.servicebus.queue.Filter;
import io.poolwright.localazure.servicebus.queue.SystemProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages whose properties equal all those given.
 *
 * @param system compared where not null
 * @param properties application properties, compared as values (numbers by what they are worth)
 */
public record CorrelationFilter(SystemProperties system, Map<String, Object> properties)
    implements Filter {

  public CorrelationFilter {
    properties = Map.copyOf(properties);
  }

  @Override
  public boolean matches(Content content) {
    SystemProperties actual = content.system();
    return equal(system.correlationId(), actual.correlationId())
        && equal(system.messageId(), actual.messageId())
        && equal(system.to(), actual.to())
        && equal(system.replyTo(), actual.replyTo())
        && equal(system.label(), actual.label())
        && equal(system.sessionId(), actual.sessionId())
        && equal(system.replyToSessionId(), actual.replyToSessionId())
        && equal(system.contentType(), actual.contentType())
        && properties.entrySet().stream()
            .allMatch(
                wanted ->
                    Values.equal(
                        wanted.getValue(), content.applicationProperties().get(wanted.getKey())));
  }

  private static boolean equal(@Nullable String wanted, @Nullable String actual) {
    return wanted == null || wanted.equals(actual);
  }
}
