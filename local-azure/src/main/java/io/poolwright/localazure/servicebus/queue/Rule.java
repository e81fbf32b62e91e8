package io.poolwright.localazure.servicebus.queue;

/** A named reason for a subscription to get a message. */
public record Rule(String name, Filter filter) {}
