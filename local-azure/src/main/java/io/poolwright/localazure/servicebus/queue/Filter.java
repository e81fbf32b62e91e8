package io.poolwright.localazure.servicebus.queue;

/** Chooses messages of a topic. */
public interface Filter {
  boolean matches(Content content);
}
