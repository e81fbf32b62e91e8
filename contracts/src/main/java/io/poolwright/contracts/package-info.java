/**
 * The contract of Poolwright, version 1: what others send it and what they hear from it.
 *
 * <p>Depends on Jackson and nothing else, so that any JVM program can use it as a library.
 */
@NullMarked
package io.poolwright.contracts;

import org.jspecify.annotations.NullMarked;
