/** Which messages of a topic a subscription gets: true, false, correlation and SQL filters. */
@NullMarked
package io.poolwright.localazure.servicebus.filter;

import org.jspecify.annotations.NullMarked;
