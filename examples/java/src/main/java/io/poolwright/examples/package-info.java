/** How a Java program uses Poolwright. */
@NullMarked
package io.poolwright.examples;

import org.jspecify.annotations.NullMarked;
