/**
 * What a job is and what happens next to it. Pure: no Azure, no clock, no sleep, no chance.
 *
 * <p>{@link io.poolwright.worker.job.Transitions} is the heart: one table, state by observation.
 */
@NullMarked
package io.poolwright.worker.job;

import org.jspecify.annotations.NullMarked;
