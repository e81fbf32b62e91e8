package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Content;
import io.poolwright.localazure.servicebus.queue.Encoding;
import io.poolwright.localazure.servicebus.queue.Rule;
import java.util.List;

/** As AMQP: messages as they came in, rules as clients are told of them. */
public record AmqpEncoding(AmqpCodec codec) implements Encoding {
  @Override
  public Content content(byte[] encoded) {
    return new AmqpContent(codec, encoded);
  }

  @Override
  public byte[] encode(Rule rule) {
    return codec.encode(List.of(RuleCodec.describe(rule)));
  }

  @Override
  public Rule rule(byte[] encoded) {
    return RuleCodec.read(codec.decode(encoded));
  }
}
