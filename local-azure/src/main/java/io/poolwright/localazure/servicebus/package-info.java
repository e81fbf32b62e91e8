/**
 * A Service Bus on one machine: real SDKs connect with a connection string and find queues, topics
 * and sessions behaving as Azure's do.
 */
@NullMarked
package io.poolwright.localazure.servicebus;

import org.jspecify.annotations.NullMarked;
