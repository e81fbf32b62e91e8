package io.poolwright.localazure.servicebus.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolwright.localazure.servicebus.filter.SqlFilter;

/** Messages by their ids, and rules with SQL filters, for tests without AMQP. */
public record PlainEncoding() implements Encoding {
  @Override
  public Content content(byte[] encoded) {
    return PlainContent.of(new String(encoded, UTF_8));
  }

  @Override
  public byte[] encode(Rule rule) {
    return (rule.name() + "\n" + ((SqlFilter) rule.filter()).sql()).getBytes(UTF_8);
  }

  @Override
  public Rule rule(byte[] encoded) {
    String[] lines = new String(encoded, UTF_8).split("\n", 2);
    return new Rule(lines[0], SqlFilter.parse(lines[1]));
  }
}
