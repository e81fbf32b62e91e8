/**
 * Service Bus: the worker's intake, its wake-ups, and the events it publishes.
 *
 * <p>{@link io.poolwright.worker.servicebus.MessagePump} is the heart: it owns receiving, locks,
 * settlement and recovery, so that no SDK callback decides about any of them.
 */
@NullMarked
package io.poolwright.worker.servicebus;

import org.jspecify.annotations.NullMarked;
