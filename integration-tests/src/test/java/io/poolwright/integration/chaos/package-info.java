/**
 * Real workers under everything that goes wrong at once: kills, restarts, spoiled connections and
 * answers. What must hold at the end is in {@link io.poolwright.integration.chaos.Verdict}.
 */
@NullMarked
package io.poolwright.integration.chaos;

import org.jspecify.annotations.NullMarked;
