package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.util.UUID;

/** One receiver's hold on one message, until a time. */
record Lock(UUID token, long sequenceNumber, Instant until) {}
