package io.poolwright.localazure.servicebus.queue;

/** How what a log keeps is written as bytes. Each reads what it, or an earlier version, wrote. */
public interface Encoding {
  /** A message from its encoded bytes. */
  Content content(byte[] encoded);

  byte[] encode(Rule rule);

  Rule rule(byte[] encoded);
}
