/** The pool's property table, beside Azure's own schemas. */
@NullMarked
package io.poolwright.localazure.arm.batch;

import org.jspecify.annotations.NullMarked;
