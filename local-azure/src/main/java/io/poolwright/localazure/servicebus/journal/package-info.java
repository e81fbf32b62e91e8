/** What was acknowledged, on disk. */
@NullMarked
package io.poolwright.localazure.servicebus.journal;

import org.jspecify.annotations.NullMarked;
