@NullMarked
package io.poolwright.localazure.servicebus.filter;

import org.jspecify.annotations.NullMarked;
