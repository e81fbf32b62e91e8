/**
 * What a queue means: locks, counts, expiry, sessions, duplicates. Knows nothing of sockets, disks
 * or AMQP; time comes in as an argument.
 */
@NullMarked
package io.poolwright.localazure.servicebus.queue;

import org.jspecify.annotations.NullMarked;
