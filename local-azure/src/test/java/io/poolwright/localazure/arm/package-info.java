/** The ARM simulator, without a network where none is needed. */
@NullMarked
package io.poolwright.localazure.arm;

import org.jspecify.annotations.NullMarked;
