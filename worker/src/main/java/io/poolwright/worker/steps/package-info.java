/**
 * The steps of a job, one class each: how to look at the world in a state, and how to act on it.
 *
 * <p>They see Azure through two ports, {@link io.poolwright.worker.steps.Arm} and {@link
 * io.poolwright.worker.steps.Vhds}.
 */
@NullMarked
package io.poolwright.worker.steps;

import org.jspecify.annotations.NullMarked;
