/**
 * What the engine and the steps rely on in what lies outside them, as tests: the same ones run on
 * the simulated parts, and on the real adapters against local Azure.
 */
@NullMarked
package io.poolwright.worker.contract;

import org.jspecify.annotations.NullMarked;
