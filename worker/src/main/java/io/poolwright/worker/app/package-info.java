/** Wires the worker: one page, and nothing else calls an adapter's constructor. */
@NullMarked
package io.poolwright.worker.app;

import org.jspecify.annotations.NullMarked;
