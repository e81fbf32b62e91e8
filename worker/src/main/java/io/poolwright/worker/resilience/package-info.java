/** Keeps the worker from calling what cannot answer. The only room that knows resilience4j. */
@NullMarked
package io.poolwright.worker.resilience;

import org.jspecify.annotations.NullMarked;
