package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * A message on its way to a receiver.
 *
 * @param lockToken names the receiver's hold on it; random also when nothing is held
 * @param lockedUntil when the hold ends; the present when the message was deleted on receipt
 */
public record Delivery(StoredMessage message, UUID lockToken, Instant lockedUntil) {}
