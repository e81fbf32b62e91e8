/**
 * Moves jobs: look, decide, act, save, publish, schedule, complete, in that order. Its ports are
 * the interfaces of this room.
 */
@NullMarked
package io.poolwright.worker.engine;

import org.jspecify.annotations.NullMarked;
