/**
 * The worker in a simulated world: the production engine, steps and breakers as plain blocking code
 * on threads of which exactly one runs at a time, a virtual clock, and simulated Service Bus, store
 * and Azure. One seed decides everything, and the same seed replays identically.
 *
 * <p>Begin to read at {@link io.poolwright.worker.simulation.Universe}.
 */
@NullMarked
package io.poolwright.worker.simulation;

import org.jspecify.annotations.NullMarked;
