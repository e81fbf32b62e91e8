@NullMarked
package io.poolwright.localazure.servicebus.journal;

import org.jspecify.annotations.NullMarked;
