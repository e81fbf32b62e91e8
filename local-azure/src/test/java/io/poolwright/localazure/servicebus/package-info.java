@NullMarked
package io.poolwright.localazure.servicebus;

import org.jspecify.annotations.NullMarked;
