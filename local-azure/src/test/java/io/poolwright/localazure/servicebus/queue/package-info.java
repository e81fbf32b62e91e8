@NullMarked
package io.poolwright.localazure.servicebus.queue;

import org.jspecify.annotations.NullMarked;
