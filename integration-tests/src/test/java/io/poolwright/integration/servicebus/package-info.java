/** The worker's side of Service Bus, with the real SDK, against the local broker. */
@NullMarked
package io.poolwright.integration.servicebus;

import org.jspecify.annotations.NullMarked;
