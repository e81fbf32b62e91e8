package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.filter.CorrelationFilter;
import io.poolwright.localazure.servicebus.filter.SqlFilter;
import io.poolwright.localazure.servicebus.filter.TrueFilter;
import io.poolwright.localazure.servicebus.queue.Filter;
import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.Rule;
import io.poolwright.localazure.servicebus.queue.SystemProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.jspecify.annotations.Nullable;

/**
 * Rules on the wire: maps in requests, described lists in replies and on disk. The descriptors are
 * those of the Java client's {@code ServiceBusConstants}.
 */
final class RuleCodec {
  private static final long RULE = 0x13700000004L;
  private static final long EMPTY_ACTION = 0x13700000005L;
  private static final long SQL_FILTER = 0x1370000006L;
  private static final long TRUE_FILTER = 0x1370000007L;
  private static final long CORRELATION_FILTER = 0x1370000009L;
  private static final int COMPATIBILITY_LEVEL = 20;

  private record Described(Object getDescriptor, Object getDescribed) implements DescribedType {
    static Described of(long descriptor, Object value) {
      return new Described(UnsignedLong.valueOf(descriptor), value);
    }
  }

  private RuleCodec() {}

  /**
   * The filter a rule's description asks for.
   *
   * @throws io.poolwright.localazure.servicebus.queue.RefusedException if it is not understood, or
   *     the rule has an action
   */
  static Filter filter(Request description) {
    if (!description.map("sql-rule-action").isEmpty()) {
      throw Refusal.NOT_IMPLEMENTED.because("Rules with an action are not served here.");
    }
    if (description.has("sql-filter")) {
      return SqlFilter.parse(new Request(description.map("sql-filter")).text("expression"));
    } else if (description.has("correlation-filter")) {
      return correlation(new Request(description.map("correlation-filter")));
    }
    throw Refusal.ARGUMENT.because("A rule needs a sql-filter or a correlation-filter.");
  }

  private static Filter correlation(Request filter) {
    return new CorrelationFilter(
        new SystemProperties(
            filter.optionalText("message-id"),
            filter.optionalText("correlation-id"),
            filter.optionalText("to"),
            filter.optionalText("reply-to"),
            filter.optionalText("label"),
            filter.optionalText("session-id"),
            filter.optionalText("reply-to-session-id"),
            filter.optionalText("content-type")),
        filter.map("properties"));
  }

  /** A rule as replies describe it: its filter, no action, its name, and when it was made. */
  static DescribedType describe(Rule rule) {
    return Described.of(
        RULE,
        List.of(
            describe(rule.filter()),
            Described.of(EMPTY_ACTION, List.of()),
            rule.name(),
            Date.from(Instant.EPOCH)));
  }

  private static DescribedType describe(Filter filter) {
    if (filter instanceof SqlFilter sql) {
      return Described.of(SQL_FILTER, List.of(sql.sql(), COMPATIBILITY_LEVEL));
    } else if (filter instanceof CorrelationFilter correlation) {
      SystemProperties wanted = correlation.system();
      List<Object> fields =
          new ArrayList<>(
              Arrays.asList(
                  wanted.correlationId(),
                  wanted.messageId(),
                  wanted.to(),
                  wanted.replyTo(),
                  wanted.label(),
                  wanted.sessionId(),
                  wanted.replyToSessionId(),
                  wanted.contentType()));
      fields.add(correlation.properties());
      return Described.of(CORRELATION_FILTER, fields);
    }
    return Described.of(TRUE_FILTER, List.of());
  }

  /** A rule from its description. */
  static Rule read(Object description) {
    List<?> fields = fields(description);
    return new Rule(String.valueOf(fields.get(2)), readFilter(fields.get(0)));
  }

  private static Filter readFilter(Object description) {
    List<?> fields = fields(description);
    Object descriptor = ((DescribedType) description).getDescriptor();
    if (descriptor.equals(UnsignedLong.valueOf(SQL_FILTER))) {
      return SqlFilter.parse(String.valueOf(fields.get(0)));
    } else if (descriptor.equals(UnsignedLong.valueOf(CORRELATION_FILTER))) {
      return new CorrelationFilter(
          new SystemProperties(
              text(fields.get(1)),
              text(fields.get(0)),
              text(fields.get(2)),
              text(fields.get(3)),
              text(fields.get(4)),
              text(fields.get(5)),
              text(fields.get(6)),
              text(fields.get(7))),
          Outcomes.byName((Map<?, ?>) fields.get(8)));
    }
    return TrueFilter.INSTANCE;
  }

  private static List<?> fields(Object description) {
    return (List<?>) ((DescribedType) description).getDescribed();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
