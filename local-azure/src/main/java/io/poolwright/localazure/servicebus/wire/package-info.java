/** AMQP 1.0 as the official Service Bus clients speak it, on one thread. */
@NullMarked
package io.poolwright.localazure.servicebus.wire;

import org.jspecify.annotations.NullMarked;
